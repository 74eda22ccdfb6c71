package dev.headroom.provider;

import com.google.auto.service.AutoService;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tavily. Tells the credits of the plan, of what is paid beyond it, and of the key; when a month
/// begins anew it doesn't tell.
///
/// Wire format: https://docs.tavily.com/documentation/api-reference/endpoint/usage
@AutoService(Provider.class)
public final class Tavily implements Provider {

  private static final String CREDITS = "credits";

  private static final Profile PROFILE =
      new Profile(
          "tavily",
          "Tavily",
          "An API key (tvly-…) from app.tavily.com.",
          List.of(
              Option.secret("key", "the API key"),
              Option.url("base-url", "https://api.tavily.com", "where the API is")),
          Set.of(Profile.Told.WINDOWS, Profile.Told.PLAN, Profile.Told.STATUS),
          Duration.ofMinutes(5),
          "free",
          false);

  @Override
  public Profile profile() {
    return PROFILE;
  }

  /// Two statuses of its own: 432 for the limit of the plan or key, 433 for that beyond the plan.
  @Override
  public Optional<Failure.Kind> classify(Answer answer) {
    return answer.status() == 432 || answer.status() == 433
        ? Optional.of(Failure.Kind.EXHAUSTED)
        : Optional.empty();
  }

  @Override
  public Report poll(Access access, Api api, Instant now) {
    var answer =
        api.send(Request.get(access.uri("base-url"), "/usage").bearer(access.secret("key"))).json();
    var account = answer.at("account");
    var key = answer.at("key");
    var quotas = new ArrayList<Quota>();
    quota("Plan", account.at("plan_usage"), account.at("plan_limit")).ifPresent(quotas::add);
    quota("Pay as you go", account.at("paygo_usage"), account.at("paygo_limit"))
        .ifPresent(quotas::add);
    quota("Key limit", key.at("usage"), key.at("limit")).ifPresent(quotas::add);
    if (quotas.isEmpty()) {
      quotas.add(
          Quota.named("Plan", CREDITS)
              .withUsed(account.at("plan_usage").amount())
              .withNote("no limit"));
    }
    var report = Report.of(quotas);
    return account.at("current_plan").findName().map(report::withPlan).orElse(report);
  }

  /// Without a limit there is none, and with one of zero what it is about isn't switched on.
  private static Optional<Quota> quota(String name, Json used, Json limit) {
    return limit
        .findAmount()
        .filter(most -> most.signum() > 0)
        .map(most -> Quota.named(name, CREDITS).withLimit(most).withUsed(used.amount()));
  }
}
