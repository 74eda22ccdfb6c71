package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Models;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// z.ai's coding plan, also as bigmodel.cn sells it in China. Tells each window of the plan, the
/// monthly tool calls, what each model and tool used of late, and in China the balance.
///
/// Wire format: https://docs.z.ai/devpack/overview describes the plan; its monitor routes are
/// undocumented.
@AutoService(Provider.class)
public final class Zai implements Provider {

  private static final Profile PROFILE =
      new Profile(
          "zai",
          "z.ai",
          "The API key of a coding plan from z.ai or bigmodel.cn; keys of one are not good at the"
              + " other.",
          List.of(
              Option.secret("key", "the API key"),
              Option.choice(
                  "region", List.of("global", ZaiApi.CHINA), "global", "where the plan is from"),
              Option.url("base-url", "https://api.z.ai", "where the global API is"),
              Option.url("china-url", "https://open.bigmodel.cn", "where the Chinese API is"),
              Option.url(
                  "china-account-url", "https://www.bigmodel.cn", "where Chinese balances are"),
              Option.text("organization", "of a team's plan: its organization id"),
              Option.text("project", "of a team's plan: its project id")),
          Set.of(
              Profile.Told.REQUESTS,
              Profile.Told.BALANCE,
              Profile.Told.PLAN,
              Profile.Told.WINDOWS,
              Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free; one request, and three or four more in a quarter of an hour",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  @Override
  public Models models() {
    return Models.of("glm");
  }

  /// Failures mostly come with status 200 and a code of their own.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    if (answer.status() >= 300) {
      return Optional.empty();
    }
    if (ErrorBody.of(answer).says("coding plan")) {
      return Optional.of(Failure.Kind.NO_PLAN);
    }
    return Optional.of(
        switch (code(answer)) {
          case "401", "1000", "1001", "1002", "1003", "1004" -> Failure.Kind.AUTH;
          case "403", "1110", "1111", "1112", "1220" -> Failure.Kind.FORBIDDEN;
          case "429", "1302", "1303", "1305" -> Failure.Kind.RATE_LIMITED;
          case "1113" -> Failure.Kind.EXHAUSTED;
          default -> Failure.Kind.UNREACHABLE;
        });
  }

  private static String code(Answer answer) {
    try {
      return answer.json().at("code").findDecimal().map(BigDecimal::toPlainString).orElse("");
    } catch (ApiException e) {
      return "";
    }
  }

  @Override
  public Optional<String> advice(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Optional.of("check that the key is of the configured region");
      case NO_PLAN ->
          Optional.of("the key needs a coding plan; a team's also organization and project");
      case FORBIDDEN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          Optional.empty();
    };
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var ask = new ZaiApi(this, access, api, now);
    var parts = new Parts();
    var limits = parts.read("limits", () -> limits(ask));
    limits.ifPresent(known -> {
      parts.add(known.quotas());
      known
          .plan()
          .or(() -> parts.readIfAvailable("plan", () -> subscription(ask)).flatMap(name -> name))
          .ifPresent(parts::plan);
      var usage = new ZaiUsage(ask);
      parts.addIfAvailable("usage by model", usage::models);
      parts.addIfAvailable("usage by tool", usage::tools);
    });
    if (ask.isChina()) {
      parts.addIfAvailable("balance", () -> List.of(balance(ask)));
    }
    return parts.report();
  }

  private record Limits(Optional<String> plan, List<Quota> quotas) {}

  /// A plan that isn't there comes as success without data.
  private Limits limits(ZaiApi ask) {
    var request = ask.request("/api/monitor/usage/quota/limit");
    var data = ask.data(ask.isTeam() ? request.query("type", 2) : request);
    if (!data.isPresent() || data.fields().isEmpty()) {
      throw ApiException.of(
          Failure.Kind.NO_PLAN,
          "there is no plan to read; " + advice(Failure.Kind.NO_PLAN).orElseThrow());
    }
    return new Limits(plan(data), ZaiLimits.read(data.at("limits")));
  }

  private static Optional<String> plan(Json data) {
    return Stream.of("level", "planName", "plan", "packageName")
        .flatMap(field -> data.at(field).findName().stream())
        .findFirst();
  }

  private static Optional<String> subscription(ZaiApi ask) {
    var request = ask.request("/api/biz/subscription/list").keptFor(Duration.ofHours(1));
    return ask.data(request).listOrEmpty().stream()
        .flatMap(row -> row.at("productName").findName().stream())
        .findFirst();
  }

  private static Balance balance(ZaiApi ask) {
    var base = ask.access().uri("china-account-url");
    var data = ask.data(ask.request(base, "/api/biz/account/query-customer-account-report"));
    var left = data.at("availableBalance").isPresent() ? "availableBalance" : "balance";
    return new Balance("Balance", new Money(data.at(left).decimal(), "CNY"), false);
  }
}
