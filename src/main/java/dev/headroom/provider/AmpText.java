package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amp's balances as it words them for people; the wording changed four times in 2026, and all are
/// read. Shares and amounts are of what remains. A line about something else means nothing, but a
/// text of which no line is known is unreadable: it never means zero.
final class AmpText {

  private static final String AMOUNT = "(\\d[\\d,]{0,15}(?:\\.\\d{1,6})?)";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private static final Pattern ORNAMENT =
      Pattern.compile("\\u001b\\[[0-9;]{0,20}[A-Za-z]|\\*\\*|\\s+-\\s+https?://\\S+");
  private static final Pattern PLAN =
      Pattern.compile("^(?:Amp (.{1,60}?) (?:Subscription|Tier)|Subscription (.{1,60}?)):(.*)$");
  private static final Pattern FREE = Pattern.compile("^Amp Free:(.*)$");
  private static final Pattern FREE_DOLLARS =
      Pattern.compile("\\$" + AMOUNT + "\\s*/\\s*\\$" + AMOUNT + " remaining");
  private static final Pattern RATE = Pattern.compile("\\+\\$" + AMOUNT + "\\s*/\\s*hour");
  private static final Pattern FREE_SHARE = Pattern.compile(AMOUNT + "% remaining");
  private static final Pattern AGENT_DOLLARS =
      Pattern.compile("agent usage \\$" + AMOUNT + " of \\$" + AMOUNT);
  private static final Pattern ORB_HOURS =
      Pattern.compile("orb usage " + AMOUNT + "h of " + AMOUNT + "h");
  private static final Pattern AGENT_SHARE = Pattern.compile(AMOUNT + "% (?:other|agent) usage");
  private static final Pattern ORB_SHARE = Pattern.compile(AMOUNT + "% orb usage");
  private static final Pattern PERIOD = Pattern.compile("to (\\d{4}-\\d{2}-\\d{2})");
  private static final Pattern RENEWAL =
      Pattern.compile("resets upon renewal in \\d{1,4} (?:day|week|month|year)s?");
  private static final Pattern CREDITS =
      Pattern.compile(
          "^(Individual credits|Workspace .{1,80}?): (-?)\\$(-?)" + AMOUNT + " remaining");

  private final Instant now;
  private final Map<String, Balance> balances = new LinkedHashMap<>();
  private final Parts parts = new Parts();
  private Optional<String> plan = Optional.empty();

  private AmpText(Instant now) {
    this.now = now;
  }

  /// What the text tells; a line of a plan that isn't understood is a gap.
  ///
  /// @throws ApiException unreadable, when no line is
  static Report read(String text, Instant now) {
    var reader = new AmpText(now);
    text.lines().map(line -> ORNAMENT.matcher(line).replaceAll("").strip()).forEach(reader::line);
    return reader.report();
  }

  private Report report() {
    plan.ifPresent(parts::plan);
    if (!balances.isEmpty()) {
      parts.add("balances", () -> List.copyOf(balances.values()));
    }
    var report = parts.report();
    if (report.readings().isEmpty()) {
      throw unreadable("expected balances, found none in a form that is known");
    }
    return report;
  }

  private void line(String line) {
    var free = FREE.matcher(line);
    var named = PLAN.matcher(line);
    var credits = CREDITS.matcher(line);
    if (free.matches()) {
      plan = plan.or(() -> Optional.of("Free"));
      parts.add("Amp Free", () -> List.of(free(free.group(1))));
    } else if (named.matches()) {
      plan = Optional.of(Optional.ofNullable(named.group(1)).orElseGet(() -> named.group(2)));
      parts.add("usage of the plan", () -> plan(named.group(3)));
    } else if (credits.lookingAt()) {
      var amount = number(credits, 4);
      var minus = credits.group(2).length() + credits.group(3).length() == 1;
      var left = new Money(minus ? amount.negate() : amount, "USD");
      balances.putIfAbsent(credits.group(1), new Balance(credits.group(1), left, false));
    }
  }

  private Quota free(String line) {
    var dollars = FREE_DOLLARS.matcher(line);
    if (dollars.find()) {
      var left = number(dollars, 1);
      var limit = number(dollars, 2);
      var quota = Quota.named("Amp Free", "USD").withRemaining(left, limit);
      var rate = RATE.matcher(line);
      return rate.find()
          ? Amp.full(limit.subtract(left), number(rate, 1), now)
              .map(quota::withResetsAt)
              .orElse(quota)
          : quota;
    }
    var share = FREE_SHARE.matcher(line);
    if (share.find()) {
      return left("Amp Free", share).withWindow(Duration.ofDays(1));
    }
    throw unreadable("expected what remains of Amp Free, found other words");
  }

  private List<Quota> plan(String line) {
    var quotas = new ArrayList<Quota>();
    add(quotas, "Agent usage", "USD", AGENT_DOLLARS.matcher(line), AGENT_SHARE.matcher(line));
    add(quotas, "Orb usage", "hours", ORB_HOURS.matcher(line), ORB_SHARE.matcher(line));
    if (quotas.isEmpty()) {
      throw unreadable("expected what remains of the plan, found other words");
    }
    var period = PERIOD.matcher(line);
    var end = period.find() ? Times.date(period.group(1)) : Optional.<LocalDate>empty();
    if (end.isPresent()) {
      var reset = end.get().atStartOfDay(ZoneOffset.UTC).toInstant();
      return quotas.stream().map(quota -> quota.withResetsAt(reset)).toList();
    }
    var renewal = RENEWAL.matcher(line);
    return renewal.find()
        ? quotas.stream().map(quota -> quota.withNote(renewal.group())).toList()
        : quotas;
  }

  private static void add(
      List<Quota> quotas, String name, String unit, Matcher amounts, Matcher share) {
    if (amounts.find()) {
      quotas.add(Quota.named(name, unit).withRemaining(number(amounts, 1), number(amounts, 2)));
    } else if (share.find()) {
      quotas.add(left(name, share));
    }
  }

  private static Quota left(String name, Matcher share) {
    return Quota.percent(name, HUNDRED.subtract(number(share, 1)));
  }

  private static BigDecimal number(Matcher found, int group) {
    return new BigDecimal(found.group(group).replace(",", ""));
  }

  private static ApiException unreadable(String reason) {
    return ApiException.of(Failure.Kind.UNREADABLE, reason);
  }
}
