package dev.headroom.provider;

import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Azure's Resource Manager and Monitor tell an Entra application.
///
/// A quota here is what deployments have been given of a region's, in thousands of tokens per
/// minute, not what they consume: that is told by the metrics, for each deployment.
final class AzureManagement {

  private static final Duration QUOTA_AGE = Duration.ofMinutes(30);

  private final Access access;
  private final AzureLogin login;
  private final Instant now;

  AzureManagement(Access access, AzureLogin login, Instant now) {
    this.access = access;
    this.login = login;
    this.now = now;
  }

  void read(Parts parts) {
    for (var location : access.list("locations")) {
      parts.add("quota in " + location, () -> quotas(location));
    }
    var resources = access.list("resources");
    if (!resources.isEmpty()) {
      parts.add("tokens by deployment", () -> usage(resources));
    }
  }

  private List<Quota> quotas(String location) {
    var path =
        "/subscriptions/%s/providers/Microsoft.CognitiveServices/locations/%s/usages"
            .formatted(
                Request.segment(access.text(AzureOpenAi.SUBSCRIPTION)), Request.segment(location));
    var first = Request.get(access.uri("base-url"), path).query("api-version", "2024-10-01");
    var pages =
        login.pages(
            first.keptFor(QUOTA_AGE),
            page -> page,
            link -> Request.get(link, "").keptFor(QUOTA_AGE));
    var names = new HashSet<String>();
    return pages.stream()
        .flatMap(page -> page.at("value").list().stream())
        .flatMap(entry -> quota(location, entry).stream())
        .filter(quota -> names.add(quota.name()))
        .toList();
  }

  /// Names are `OpenAI.GlobalStandard.gpt-5.4`: vendor, kind of deployment, model. A subscription
  /// lists every model there ever was, so those nothing is deployed of are left out.
  private static Optional<Quota> quota(String location, Json entry) {
    var name = entry.at("name").at("value").name().split("\\.", 3);
    var used = entry.at("currentValue").amount();
    var limit = entry.at("limit").decimal();
    if (name.length < 3 || limit.signum() <= 0 || used.signum() == 0) {
      return Optional.empty();
    }
    var words = entry.at("name").at("localizedValue").findText().orElse("");
    var tokens = words.toLowerCase(Locale.ROOT).startsWith("tokens per minute (thousands)");
    var model = name[0].equals("OpenAI") ? name[2] : name[0] + " " + name[2];
    var quota =
        Quota.named(
                "%s %s, %s: %s allocated"
                    .formatted(model, name[1], location, tokens ? "TPM" : "quota"),
                tokens ? "kTPM" : "units")
            .withLimit(limit)
            .withUsed(used)
            .withMembers(List.of(name[2]))
            .withNote("given to deployments, not consumed");
    return Optional.of(timed(quota, entry));
  }

  /// Fields that the vendor's model has and its answers mostly don't; a time of the year 1 is none.
  private static Quota timed(Quota quota, Json entry) {
    var reset = entry.at("nextResetTime").findText().flatMap(Times::iso);
    var length = entry.at("quotaPeriod").findText().flatMap(AzureManagement::days);
    var marked =
        entry.at("status").findText().filter("Blocked"::equals).isPresent()
            ? quota.withBlocked()
            : quota;
    var sized = length.map(marked::withWindow).orElse(marked);
    return reset.map(sized::withResetsAt).orElse(sized);
  }

  /// A span as .NET writes it: `30.00:00:00` is 30 days.
  private static Optional<Duration> days(String text) {
    return text.matches("[1-9]\\d{0,2}\\.00:00:00")
        ? Optional.of(Duration.ofDays(Long.parseLong(text.replaceFirst("\\..*", ""))))
        : Optional.empty();
  }

  /// Yesterday and today. All resources or none: a deployment's name may be in several, and half a
  /// sum is a wrong one.
  private List<Usage> usage(List<String> resources) {
    var usage = new DailyUsage();
    for (var resource : resources) {
      for (var metric : login.send(metrics(resource)).at("value").list()) {
        add(usage, metric);
      }
    }
    return usage.readings();
  }

  private Request metrics(String resource) {
    var path =
        Stream.of(resource.split("/", -1))
            .filter(part -> !part.isBlank())
            .map(Request::segment)
            .collect(Collectors.joining("/", "/", "/providers/Microsoft.Insights/metrics"));
    var from = Period.utcDay(now).minusDays(1).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
    return Request.get(access.uri("base-url"), path)
        .query("api-version", "2023-10-01")
        .query("metricnames", "ProcessedPromptTokens,GeneratedTokens,AzureOpenAIRequests")
        .query("timespan", from + "/" + now.truncatedTo(ChronoUnit.SECONDS))
        .query("interval", "PT1H")
        .query("aggregation", "Total")
        .query("$filter", "ModelDeploymentName eq '*'");
  }

  /// An hour without a total is one that nothing is known of yet.
  private static void add(DailyUsage usage, Json metric) {
    var state = metric.at("errorCode");
    if (state.findText().filter(word -> !word.equals("Success")).isPresent()) {
      throw state.mismatch("Success");
    }
    var name = metric.at("name").at("value").name();
    for (var series : metric.at("timeseries").list()) {
      var deployment = deployment(series);
      for (var hour : series.at("data").list()) {
        var day = Period.utcDay(hour.at("timeStamp").instant());
        hour.at("total")
            .findCount()
            .flatMap(count -> row(day, deployment, name, Optional.of(count)))
            .ifPresent(usage::add);
      }
    }
  }

  private static Optional<String> deployment(Json series) {
    return series.at("metadatavalues").listOrEmpty().stream()
        .filter(
            label -> label.at("name").at("value").name().equalsIgnoreCase("ModelDeploymentName"))
        .flatMap(label -> label.at("value").findName().stream())
        .findFirst();
  }

  private static Optional<Usage> row(
      LocalDate day, Optional<String> deployment, String metric, Optional<Long> count) {
    var none = Optional.<Long>empty();
    return switch (metric) {
      case "ProcessedPromptTokens" ->
          Optional.of(Usage.ofDay(day, deployment, count, none, none, none));
      case "GeneratedTokens" -> Optional.of(Usage.ofDay(day, deployment, none, none, count, none));
      case "AzureOpenAIRequests" ->
          Optional.of(Usage.ofDay(day, deployment, none, none, none, count));
      default -> Optional.empty();
    };
  }
}
