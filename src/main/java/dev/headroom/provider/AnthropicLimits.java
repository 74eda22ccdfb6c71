package dev.headroom.provider;

import dev.headroom.usage.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The limits that are configured at Anthropic: those of models in a minute, for the organization
/// or one workspace, and what each member of a Claude Enterprise organization may spend.
final class AnthropicLimits {

  private static final String PER_MINUTE = "_per_minute";

  private final Access access;
  private final Api api;

  AnthropicLimits(Access access, Api api) {
    this.access = access;
    this.api = api;
  }

  /// Limits only; how much of one is used, only the headers of a call tell.
  List<Quota> rates() {
    var path = access.findText("workspace").map(AnthropicLimits::of).orElse("") + "rate_limits";
    var quotas = new ArrayList<Quota>();
    rows(path, Duration.ofHours(1))
        .forEach(group -> {
          var models = group.at("models").listOrEmpty().stream().map(Json::name).toList();
          var name = name(group, models);
          group.at("limits").list().forEach(limit -> quotas.add(rate(name, models, limit)));
        });
    return quotas;
  }

  private static String of(String workspace) {
    return "workspaces/" + Request.segment(workspace) + "/";
  }

  private static String name(Json group, List<String> models) {
    return group
        .at("group")
        .at("display_name")
        .findName()
        .or(() -> models.stream().findFirst())
        .orElseGet(() -> group.at("group_type").name().replace('_', ' '));
  }

  private static Quota rate(String group, List<String> models, Json limit) {
    var type = limit.at("type").name();
    var words = type.replace(PER_MINUTE, "/min").replace('_', ' ');
    var quota =
        Quota.named(group + ": " + words, type.contains("token") ? "tokens" : "requests")
            .withLimit(limit.at("value").amount())
            .withMembers(models);
    return type.endsWith(PER_MINUTE) ? quota.withWindow(Duration.ofMinutes(1)) : quota;
  }

  /// Cents again. A member without an amount has no limit. All who ask for an organization share 60
  /// requests a minute.
  List<Quota> members() {
    var names = new HashSet<String>();
    return rows("spend_limits/effective", Duration.ofMinutes(15))
        .filter(row -> row.at("amount").isPresent())
        .map(row -> apart(names, row, member(row)))
        .toList();
  }

  private static Quota member(Json row) {
    var actor = row.at("actor");
    var who = actor.at("name").findName().orElseGet(() -> actor.at("user_id").name());
    return Quota.named(
            "Spend limit of %s, %s".formatted(who, row.at("period").name()),
            row.at("currency").name())
        .withLimit(row.at("amount").amount().movePointLeft(2))
        .withUsed(row.at("period_to_date_spend").amount().movePointLeft(2));
  }

  /// Two members may bear one name.
  private static Quota apart(Set<String> names, Json row, Quota quota) {
    return names.add(quota.name())
        ? quota
        : quota.renamed(quota.name() + " (" + row.at("actor").at("user_id").name() + ")");
  }

  private Stream<Json> rows(String path, Duration keptFor) {
    var request = Anthropic.organization(access, path).keptFor(keptFor);
    return Pages.read(api, request, "page", Pages.untilAbsent("next_page")).stream()
        .flatMap(page -> page.at("data").list().stream());
  }
}
