package dev.headroom.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What AWS does with a signature, Signature Version 4: it computes it anew from what it received
/// and from a secret that it knows, and refuses the request when the two differ.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
///
/// @param token what must come along with keys that are good for hours only
/// @param service the name that must have been signed for: `monitoring`
record SignatureCheck(
    String accessKey, Secret secretKey, Optional<Secret> token, String region, String service) {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,"
              + " SignedHeaders=([a-z0-9;_-]+), Signature=([0-9a-f]{64})");

  /// A request as it came over the wire; the names of its headers are in lower case.
  record Seen(String method, String path, String query, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// The name of the error that AWS would answer with; empty when all is well.
  Optional<String> refusal(Seen seen, Instant now) {
    var said = AUTHORIZATION.matcher(seen.header("authorization"));
    if (!said.matches()) {
      return Optional.of("MissingAuthenticationTokenException");
    }
    var day = said.group(2);
    var signed = List.of(said.group(5).split(";"));
    if (!said.group(1).equals(accessKey)
        || !seen.header("x-amz-security-token").equals(token.map(Secret::value).orElse(""))) {
      return Optional.of("UnrecognizedClientException");
    }
    if (!said.group(3).equals(region)
        || !said.group(4).equals(service)
        || !isFresh(seen.header("x-amz-date"), day, now)
        || !mustBeSigned(seen).allMatch(signed::contains)
        || !said.group(6).equals(signature(seen, signed, day))) {
      return Optional.of("InvalidSignatureException");
    }
    return Optional.empty();
  }

  private static boolean isFresh(String moment, String day, Instant now) {
    if (!moment.matches("\\d{8}T\\d{6}Z") || !moment.startsWith(day)) {
      return false;
    }
    var at = MOMENT.parse(moment, Instant::from);
    return Duration.between(at, now).abs().compareTo(LONGEST) <= 0;
  }

  private static Stream<String> mustBeSigned(Seen seen) {
    return Stream.concat(
        Stream.of("host", "x-amz-date"),
        seen.headers().keySet().stream().filter(name -> name.startsWith("x-amz-")));
  }

  /// The signature that AWS computes for what it received.
  String signature(Seen seen, List<String> signed, String day) {
    var scope = String.join("/", day, region, service, "aws4_request");
    var text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            seen.header("x-amz-date"),
            scope,
            hash(canonical(seen, signed)));
    var ofDay = hmac(("AWS4" + secretKey.value()).getBytes(UTF_8), day);
    return hex(hmac(hmac(hmac(hmac(ofDay, region), service), "aws4_request"), text));
  }

  private static String canonical(Seen seen, List<String> signed) {
    var lines =
        signed.stream()
            .map(name -> name + ":" + seen.header(name).strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    var query = Arrays.stream(seen.query().split("&")).sorted().collect(Collectors.joining("&"));
    return String.join(
        "\n",
        seen.method(),
        seen.path(),
        query,
        lines,
        String.join(";", signed),
        hash(seen.body()));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String hash(String text) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
