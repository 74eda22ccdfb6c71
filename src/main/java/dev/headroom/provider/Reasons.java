package dev.headroom.provider;

import dev.headroom.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Makes a vendor's own words safe to show in a chat: short, one line, without markup, and without
/// anything that looks like a credential, an id of the organization, or an address of a person.
public final class Reasons {

  private static final int MOST = 200;
  private static final String HIDDEN = "***";
  private static final Pattern MARKUP = Pattern.compile("<[^<>]{0,500}>");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\s]+");
  private static final Pattern PRIVATE =
      Pattern.compile(
          """
          (?xi)
            (?:bearer|basic|token)\\s+[A-Za-z0-9._~+/=*-]{8,}
          | [\\w.+*-]+@[\\w-]+(?:\\.[\\w-]+)+
          | \\beyJ[\\w-]+\\.[\\w-]+(?:\\.[\\w-]*)?
          | \\b(?:sk|rk|pk|gsk|xai|xox[a-z]|ghp|gho|ghu|ghs|github_pat|key|crsr|pplx|fw|tvly|csk|r8|hf)[-_](?=[\\w*.-]*[\\d*])[\\w*.-]{4,}
          | \\b(?:AKIA|ASIA|AIza|ya29\\.)[\\w*-]{8,}
          | \\b(?:org|organization|proj|project|user|acct|team|wrkspc|workspace)[-_](?=[\\w-]*\\d|[A-Za-z0-9]{12})[\\w-]{3,}
          | \\barn:aws[\\w-]*:\\S+
          | \\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b
          | \\b(?=[\\w+/=-]*\\d)[\\w+/=-]{24,}
          | [\\w-]*\\*{3,}[\\w-]*
          """);

  private Reasons() {}

  /// `text` in a form that may be shown; empty when nothing of it may.
  public static String safe(String text, List<Secret> secrets) {
    if (text.stripLeading().startsWith("<")) {
      return "";
    }
    var clean = text.length() > MOST * 20 ? text.substring(0, MOST * 20) : text;
    for (var secret : secrets) {
      clean = clean.replace(secret.value(), HIDDEN);
      clean = clean.replace(URLEncoder.encode(secret.value(), StandardCharsets.UTF_8), HIDDEN);
    }
    clean = MARKUP.matcher(clean).replaceAll(" ");
    clean = UNPRINTABLE.matcher(clean).replaceAll(" ").strip();
    clean = PRIVATE.matcher(clean).replaceAll(HIDDEN);
    return cut(clean);
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MOST) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MOST - 1)) + "…";
  }
}
