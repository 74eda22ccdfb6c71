package dev.headroom.provider;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One account's way to AWS: JSON calls, signed, each to the service's own address in its region.
final class Aws {

  private static final String REGION = "[a-z]{2,3}(-[a-z]{2,12}){1,3}-\\d{1,2}";

  /// A service of AWS: the name it is signed for, the key that says where it is if not at its usual
  /// address, what its actions are named after, and the version of the JSON it speaks.
  enum Service {
    QUOTAS("servicequotas", "quotas-url", "ServiceQuotasV20190624", "1.1"),
    METRICS("monitoring", "metrics-url", "GraniteServiceVersion20100801", "1.0"),
    /// There is only one of it, for all regions.
    COSTS("ce", "costs-url", "AWSInsightsIndexService", "1.1");

    private final String signed;
    private final String option;
    private final String target;
    private final String version;

    Service(String signed, String option, String target, String version) {
      this.signed = signed;
      this.option = option;
      this.target = target;
      this.version = version;
    }

    private String region(Access access) {
      return this == COSTS ? "us-east-1" : access.text("region");
    }

    private URI address(Access access) {
      return access.findText(option).isPresent()
          ? access.uri(option)
          : URI.create("https://" + signed + "." + region(access) + ".amazonaws.com");
    }
  }

  private final Access access;
  private final Api api;
  private final Instant now;

  Aws(Access access, Api api, Instant now) {
    this.access = access;
    this.api = api;
    this.now = now;
  }

  /// The addresses that the account's keys prove themselves to; none in a region that is none.
  static List<URI> origins(Access access) {
    return access.text("region").matches(REGION)
        ? List.of(Service.values()).stream().map(service -> service.address(access)).toList()
        : List.of();
  }

  /// Calls `action` with `arguments`; an earlier good answer will do for `keptFor`.
  Json call(Service service, String action, Map<String, ?> arguments, Duration keptFor) {
    var request =
        Request.post(service.address(access), "/")
            .header("X-Amz-Target", service.target + "." + action)
            .body(
                new Request.Body(
                    "application/x-amz-json-" + service.version, Json.write(arguments)))
            .keptFor(keptFor);
    var signer =
        new SigV4(
            access.text("access-key"),
            access.secret("secret-key"),
            access.findSecret("session-token"),
            service.region(access),
            service.signed);
    return api.send(signer.sign(request, now)).json();
  }

  /// The kind of an error, in lower case: `throttlingexception` of
  /// `com.amazonaws.servicequotas#ThrottlingException`.
  static Optional<String> error(Answer answer) {
    try {
      var body = answer.json();
      return body.isObject() && body.at("__type").isText()
          ? body.at("__type")
              .findText()
              .map(text -> text.substring(text.lastIndexOf('#') + 1).toLowerCase(Locale.ROOT))
          : Optional.empty();
    } catch (ApiException e) {
      return Optional.empty();
    }
  }
}
