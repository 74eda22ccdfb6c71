package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// z.ai's coding plan, also as bigmodel.cn sells it in China. Tells each window of the plan, the
/// monthly tool calls, and in China the balance; of its tokens only sums of input and output, which
/// are left out.
///
/// Wire format: https://docs.z.ai/devpack/overview describes the plan; its monitor routes are
/// undocumented.
@AutoService(Provider.class)
public final class Zai implements Provider {

  private static final String CHINA = "china";

  private static final Profile PROFILE =
      new Profile(
          "zai",
          "z.ai",
          "The API key of a coding plan from z.ai or bigmodel.cn; keys of one are not good at the"
              + " other.",
          List.of(
              Option.secret("key", "the API key"),
              Option.choice("region", List.of("global", CHINA), "global", "where the plan is from"),
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
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
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
    var parts = new Parts();
    var limits = parts.read("limits", () -> limits(access, api, now));
    limits.ifPresent(known -> {
      parts.add(known.quotas());
      known
          .plan()
          .or(() ->
              parts
                  .readIfAvailable("plan", () -> subscription(access, api, now))
                  .flatMap(name -> name))
          .ifPresent(parts::plan);
    });
    if (isChina(access)) {
      parts.addIfAvailable("balance", () -> List.of(balance(access, api, now)));
    }
    return parts.report();
  }

  private record Limits(Optional<String> plan, List<Quota> quotas) {}

  /// A plan that isn't there comes as success without data.
  private Limits limits(Access access, Api api, Instant now) {
    var team = access.findText("organization").isPresent();
    var request = request(access, base(access), "/api/monitor/usage/quota/limit");
    var data = send(access, api, now, team ? request.query("type", 2) : request).at("data");
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

  private Optional<String> subscription(Access access, Api api, Instant now) {
    var request =
        request(access, base(access), "/api/biz/subscription/list").keptFor(Duration.ofHours(1));
    return send(access, api, now, request).at("data").listOrEmpty().stream()
        .flatMap(row -> row.at("productName").findName().stream())
        .findFirst();
  }

  private Balance balance(Access access, Api api, Instant now) {
    var request =
        request(
            access,
            access.uri("china-account-url"),
            "/api/biz/account/query-customer-account-report");
    var data = send(access, api, now, request).at("data");
    var left = data.at("availableBalance").isPresent() ? "availableBalance" : "balance";
    return new Balance("Balance", new Money(data.at(left).decimal(), "CNY"), false);
  }

  private Json send(Access access, Api api, Instant now, Request request) {
    var answer = api.send(request);
    var body = answer.json();
    if (!body.at("success").flag()) {
      throw Failures.of(this, request, answer, now, access.secrets());
    }
    return body;
  }

  private static Request request(Access access, URI base, String path) {
    var request = Request.get(base, path).bearer(access.secret("key"));
    var team =
        access
            .findText("organization")
            .map(id -> request.header("Bigmodel-Organization", id))
            .orElse(request);
    return access.findText("project").map(id -> team.header("Bigmodel-Project", id)).orElse(team);
  }

  private static URI base(Access access) {
    return access.uri(isChina(access) ? "china-url" : "base-url");
  }

  private static boolean isChina(Access access) {
    return access.text("region").equals(CHINA);
  }
}
