package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The pools of models that share a quota in Google's Cloud Code: those of Gemini and all others.
///
/// What is told is the part that is left, from 0 to 1. The format leaves out a number that is zero:
/// a reset without a share means that nothing is left; neither of them means that nothing is known.
final class CloudCodePools {

  private static final String GEMINI = "gemini";
  private static final List<String> KNOWN = List.of(GEMINI, "claude", "gpt", "imagen");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private CloudCodePools() {}

  /// The pools of `retrieveUserQuotaSummary`, one for each group and window.
  static List<Quota> ofSummary(Json answer) {
    var summary = answer.at("response").isPresent() ? answer.at("response") : answer;
    var pools = new ArrayList<Quota>();
    for (var group : summary.at("groups").list()) {
      for (var bucket : group.at("buckets").listOrEmpty()) {
        if (!bucket.at("disabled").findFlag().orElse(false)) {
          pool(group, bucket).ifPresent(pools::add);
        }
      }
    }
    return Fullest.byName(pools);
  }

  private static Optional<Quota> pool(Json group, Json bucket) {
    var window = bucket.at("window").findName();
    var id = bucket.at("bucketId").findName();
    var what =
        group
            .at("displayName")
            .findName()
            .orElseGet(() -> family(id.filter(it -> it.startsWith(GEMINI)).isPresent()));
    var when =
        window
            .or(() -> bucket.at("displayName").findName())
            .or(() -> id)
            .orElseThrow(() -> bucket.at("window").mismatch("a name"));
    var quota = share(what + " " + when, bucket);
    return window
        .flatMap(CloudCodePools::length)
        .flatMap(length -> quota.map(it -> it.withWindow(length)))
        .or(() -> quota);
  }

  private static Optional<Duration> length(String window) {
    return switch (window) {
      case "weekly" -> Optional.of(Duration.ofDays(7));
      case "daily" -> Optional.of(Duration.ofDays(1));
      default -> Resets.duration(window);
    };
  }

  /// What each model of `fetchAvailableModels` has left, by its id. Models of Google's own use,
  /// those that others have replaced and those without a quota are left out.
  static Map<String, Quota> models(Json answer) {
    var models = new LinkedHashMap<String, Quota>();
    var replaced = answer.at("deprecatedModelIds");
    var gone = replaced.isPresent() ? replaced.fields().keySet() : Set.<String>of();
    answer
        .at("models")
        .fields()
        .forEach((id, model) -> {
          var known = KNOWN.stream().anyMatch(id::startsWith) && !gone.contains(id);
          if (known && !model.at("isInternal").findFlag().orElse(false) && !isStandIn(model)) {
            share(id, model.at("quotaInfo")).ifPresent(quota -> models.put(id, quota));
          }
        });
    return models;
  }

  /// Whether it stands in for a model that has no name to show yet.
  private static boolean isStandIn(Json model) {
    var kind = model.at("model").findName().orElse("");
    var named =
        model.at("displayName").findName().or(() -> model.at("label").findName()).isPresent();
    return !named && (kind.startsWith("MODEL_PLACEHOLDER") || kind.startsWith("MODEL_CHAT"));
  }

  /// `pools` with the models that share each.
  static List<Quota> withMembers(List<Quota> pools, Map<String, Quota> models) {
    return pools.stream()
        .map(pool -> pool.withMembers(family(models, isGemini(pool.name()))))
        .toList();
  }

  private static List<String> family(Map<String, Quota> models, boolean gemini) {
    return models.keySet().stream().filter(id -> isGemini(id) == gemini).toList();
  }

  private static boolean isGemini(String name) {
    return name.toLowerCase(Locale.ROOT).contains(GEMINI);
  }

  private static String family(boolean gemini) {
    return gemini ? "Gemini models" : "Claude and GPT models";
  }

  /// Whether anything of any model is used. Where nothing is, the numbers may only say that the
  /// models exist.
  static boolean isUsed(Map<String, Quota> models) {
    return models.values().stream()
        .anyMatch(it -> it.usedPercent().filter(share -> share.signum() > 0).isPresent());
  }

  /// One pool for each family, as empty as its emptiest model.
  ///
  /// @param certain whether the numbers are those of the account, as they are with a project
  static List<Quota> ofModels(Map<String, Quota> models, boolean certain) {
    var isTold = certain && isUsed(models);
    return Stream.of(true, false)
        .flatMap(gemini -> {
          var members = family(models, gemini);
          return members.stream()
              .map(models::get)
              .reduce(Fullest::of)
              .map(fullest -> fullest.renamed(family(gemini)).withMembers(members))
              .stream();
        })
        .map(pool -> isTold ? pool : pool.withNote("estimate"))
        .toList();
  }

  /// The pools of models that may only exist. A family of which `known` tells more goes by that.
  static List<Quota> estimated(Map<String, Quota> models, List<Quota> known) {
    var pools =
        ofModels(models, false).stream()
            .filter(pool ->
                known.stream().noneMatch(it -> isGemini(it.name()) == isGemini(pool.name())));
    return Stream.concat(known.stream(), pools).toList();
  }

  /// The daily buckets of `retrieveUserQuota`; of several for one model the emptiest counts.
  static List<Quota> ofBuckets(Json answer) {
    var quotas =
        answer.at("buckets").list().stream()
            .flatMap(bucket -> share(bucket.at("modelId").name(), bucket).stream())
            .map(quota -> quota.withMembers(List.of(quota.name())).withWindow(Duration.ofDays(1)))
            .toList();
    return Fullest.byName(quotas);
  }

  private static Optional<Quota> share(String name, Json from) {
    var reset = from.at("resetTime").findInstant();
    var quota =
        fraction(from)
            .map(left -> Quota.percent(name, used(left)))
            .or(() -> reset.map(at -> Quota.named(name, Quota.PERCENT).withBlocked()));
    return quota.map(it -> reset.map(it::withResetsAt).orElse(it));
  }

  private static Optional<BigDecimal> fraction(Json from) {
    var nested = from.at("remaining");
    return from.at("remainingFraction")
        .findDecimal()
        .or(() -> nested.at("remainingFraction").findDecimal())
        .or(() ->
            nested.at("case").findName().filter("remainingFraction"::equals).isPresent()
                ? nested.at("value").findDecimal()
                : Optional.empty());
  }

  private static BigDecimal used(BigDecimal left) {
    var share = left.max(BigDecimal.ZERO).min(BigDecimal.ONE);
    return BigDecimal.ONE.subtract(share).multiply(HUNDRED);
  }
}
