package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How much more of a model could be deployed now: what both the subscription's quota and the
/// region's machines leave. It is asked of all regions at once, for one version of a model.
///
/// Wire format:
/// https://learn.microsoft.com/rest/api/aiservices/accountmanagement/model-capacities/list
record AzureCapacities(Access access, AzureLogin login) {

  private static final String OPTION = "capacity-of";
  private static final Duration AGE = Duration.ofMinutes(30);
  private static final String MUST = "be MODEL:VERSION, like gpt-5.4:2026-08-11";
  private static final Pattern MODEL =
      Pattern.compile("([a-zA-Z0-9][\\w.-]*):([a-zA-Z0-9][\\w.-]*)");

  static Option option() {
    return Option.list(
            OPTION,
            "models of which is read how much more could be deployed in the locations, or everywhere"
                + " without any, as MODEL:VERSION: gpt-5.4:2026-08-11")
        .matching(MODEL.pattern(), MUST)
        .beside(AzureOpenAi.CLIENT_SECRET);
  }

  static boolean isWanted(Access access) {
    return !access.list(OPTION).isEmpty();
  }

  void read(Parts parts) {
    for (var model : access.list(OPTION)) {
      parts.add("capacity of " + model, () -> capacities(model));
    }
  }

  private List<Quota> capacities(String model) {
    var named = MODEL.matcher(model);
    if (!named.matches()) {
      throw ApiException.of(Failure.Kind.NOT_AVAILABLE, OPTION + " must " + MUST);
    }
    var path =
        "/subscriptions/%s/providers/Microsoft.CognitiveServices/modelCapacities"
            .formatted(Request.segment(access.text(AzureOpenAi.SUBSCRIPTION)));
    var first =
        Request.get(access.uri("base-url"), path)
            .query("api-version", "2024-10-01")
            .query("modelFormat", "OpenAI")
            .query("modelName", named.group(1))
            .query("modelVersion", named.group(2));
    return login
        .pages(first.keptFor(AGE), page -> page, link -> Request.get(link, "").keptFor(AGE))
        .stream()
        .flatMap(page -> page.at("value").list().stream())
        .flatMap(entry -> capacity(named.group(1), named.group(2), entry))
        .toList();
  }

  private Stream<Quota> capacity(String model, String version, Json entry) {
    var location = entry.at("location").name().toLowerCase(Locale.ROOT);
    var wanted = access.list("locations");
    if (!wanted.isEmpty() && wanted.stream().noneMatch(location::equalsIgnoreCase)) {
      return Stream.empty();
    }
    var kind = entry.at("properties").at("skuName").name();
    var measure = Measure.of(kind);
    return Stream.of(
        Quota.named(
                "%s %s %s, %s: %s available"
                    .formatted(model, version, kind, location, measure.title()),
                measure.unit())
            .withLimit(entry.at("properties").at("availableCapacity").amount())
            .withMembers(List.of(model))
            .withNote("may be deployed beside what is"));
  }

  /// What capacity is counted in, which the kind of deployment decides.
  private record Measure(String title, String unit) {
    static Measure of(String kind) {
      if (kind.endsWith("Standard")) {
        return new Measure("TPM", "kTPM");
      }
      return kind.contains("Provisioned")
          ? new Measure("throughput units", "PTU")
          : new Measure("quota", "units");
    }
  }
}
