package dev.headroom.provider;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/// A service of AWS: the name it is signed for, and the key that says where it is if it is not at
/// its usual address.
enum AwsService {
  QUOTAS("servicequotas", "quotas-url", "Service Quotas"),
  METRICS("monitoring", "metrics-url", "CloudWatch"),
  /// There is only one of it, for all regions.
  COSTS("ce", "costs-url", "Cost Explorer"),
  /// Gives keys to those who may take on a role.
  TOKENS("sts", "token-url", "the Security Token Service");

  static final String REGION = "[a-z]{2,3}(-[a-z]{2,12}){1,3}-\\d{1,2}";

  /// Where the default chain trades a web identity, a profile or a sign-on for keys.
  private static final List<String> CHAIN = List.of("sts", "oidc", "portal.sso");

  private final String signed;
  private final String key;
  private final String title;

  AwsService(String signed, String key, String title) {
    this.signed = signed;
    this.key = key;
    this.title = title;
  }

  String title() {
    return title;
  }

  Option option() {
    return new Option(
        key,
        Option.Form.URL,
        false,
        Optional.empty(),
        List.of(),
        "where " + title + " is, if not at its usual address in amazonaws.com");
  }

  Region region(Access access) {
    return Region.of(this == COSTS ? "us-east-1" : access.text("region"));
  }

  URI address(Access access) {
    return access.findText(key).isPresent()
        ? access.uri(key)
        : URI.create("https://" + signed + "." + region(access).id() + ".amazonaws.com");
  }

  /// The addresses that the account's keys, or what is traded for them, may be sent to; none in a
  /// region that is none.
  static List<URI> origins(Access access) {
    if (!access.text("region").matches(REGION)) {
      return List.of();
    }
    var origins = new ArrayList<URI>();
    for (var service : values()) {
      origins.add(service.address(access));
    }
    if (!AwsKeys.areGiven(access)) {
      chain().forEach(origins::add);
    }
    return List.copyOf(origins);
  }

  private static Stream<URI> chain() {
    return CHAIN.stream()
        .map(ServiceMetadata::of)
        .flatMap(service -> Region.regions().stream().map(service::endpointFor))
        .map(address -> URI.create("https://" + address));
  }
}
