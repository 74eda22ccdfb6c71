package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Money;
import dev.headroom.usage.Period;
import dev.headroom.usage.Quota;
import dev.headroom.usage.Reading;
import dev.headroom.usage.Report;
import dev.headroom.usage.Spend;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Cursor's dashboard tells one person. Amounts are cents, shares are of what is used; where
/// both come, the share wins, because bonus usage is in the one and not in the other.
final class CursorPerson {

  private static final Cookie COOKIE = new Cookie("WorkosCursorSessionToken");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Pattern USER =
      Pattern.compile("(?:^|WorkosCursorSessionToken=)([A-Za-z0-9_.-]{1,100})(?:%3A%3A|::)");

  private final URI base;
  private final Secret cookie;
  private final Api api;
  private final Instant now;

  CursorPerson(URI base, Secret cookie, Api api, Instant now) {
    this.base = base;
    this.cookie = cookie;
    this.api = api;
    this.now = now;
  }

  Report read() {
    var parts = new Parts();
    var summary = parts.read("usage", () -> Summary.read(send("/api/usage-summary")));
    summary.ifPresent(known -> {
      known.plan().ifPresent(parts::plan);
      parts.add(known.readings());
    });
    userId(parts)
        .ifPresent(id ->
            parts.addIfAvailable(
                "requests",
                () ->
                    requests(api.send(request("/api/usage").query("user", id)).json()).stream()
                        .toList()));
    new CursorDashboard(base, COOKIE, cookie, api, now).addTo(parts);
    return parts.report();
  }

  private record Summary(Optional<String> plan, List<Reading> readings) {

    static Summary read(Json answer) {
      var person = answer.at("individualUsage");
      var team = answer.at("teamUsage");
      if (!person.isPresent() && !team.isPresent()) {
        throw person.mismatch("usage");
      }
      var quotas = new ArrayList<Quota>(plan(person.at("plan")));
      money("Usage", person.at("overall")).ifPresent(quotas::add);
      money("On-demand", person.at("onDemand")).ifPresent(quotas::add);
      money("Team pool", team.at("pooled")).ifPresent(quotas::add);
      money("Team on-demand", team.at("onDemand")).ifPresent(quotas::add);
      var ends = answer.at("billingCycleEnd").findInstant();
      var readings = new ArrayList<Reading>();
      quotas.forEach(quota -> readings.add(ends.map(quota::withResetsAt).orElse(quota)));
      charged(answer, person.at("onDemand")).ifPresent(readings::add);
      return new Summary(answer.at("membershipType").findName().map(Summary::title), readings);
    }

    private static List<Quota> plan(Json plan) {
      if (isOff(plan)) {
        return List.of();
      }
      var share = plan.at("totalPercentUsed").findAmount();
      var quotas = new ArrayList<Quota>();
      if (plan.at("used").isPresent() || share.isEmpty()) {
        var quota = counted("Included usage", plan);
        quotas.add(share.map(quota::withStatedPercent).orElse(quota));
      } else {
        quotas.add(Quota.percent("Included usage", share.get()));
      }
      plan.at("autoPercentUsed")
          .findAmount()
          .ifPresent(used -> quotas.add(Quota.percent("Auto", used)));
      plan.at("apiPercentUsed")
          .findAmount()
          .ifPresent(used -> quotas.add(Quota.percent("API", used)));
      return quotas;
    }

    private static Optional<Quota> money(String name, Json usage) {
      return isOff(usage) ? Optional.empty() : Optional.of(counted(name, usage));
    }

    /// A limit of null is none.
    private static Quota counted(String name, Json usage) {
      var quota = Quota.named(name, "USD").withUsed(usage.at("used").amount().movePointLeft(2));
      return usage
          .at("limit")
          .findAmount()
          .map(cents -> quota.withLimit(cents.movePointLeft(2)))
          .orElse(quota);
    }

    /// What comes on top of the plan is charged for the cycle.
    private static Optional<Spend> charged(Json answer, Json onDemand) {
      var from = answer.at("billingCycleStart").findInstant().map(Period::utcDay);
      var until = answer.at("billingCycleEnd").findInstant().map(Period::utcDay);
      if (isOff(onDemand) || from.isEmpty() || until.filter(from.get()::isBefore).isEmpty()) {
        return Optional.empty();
      }
      var amount = Money.ofCents(onDemand.at("used").amount(), "USD");
      return Optional.of(new Spend(new Period(from.get(), until.get()), amount));
    }

    private static boolean isOff(Json usage) {
      return !usage.isPresent() || !usage.at("enabled").findFlag().orElse(true);
    }

    private static String title(String type) {
      return switch (type) {
        case "free", "hobby" -> "Hobby";
        case "pro_plus" -> "Pro+";
        default ->
            type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1).replace('_', ' ');
      };
    }
  }

  /// The older plans count requests, under the name of a model of their time; all others have no
  /// limit there.
  private static Optional<Quota> requests(Json answer) {
    var reset =
        answer.at("startOfMonth").instant().atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    var model = answer.at("gpt-4");
    return model
        .at("maxRequestUsage")
        .findAmount()
        .map(limit ->
            Quota.named("Requests", "requests")
                .withLimit(limit)
                .withUsed(model.at("numRequests").amount())
                .withResetsAt(reset));
  }

  /// The cookie begins with it; where it doesn't, the site knows it.
  private Optional<String> userId(Parts parts) {
    var found = USER.matcher(cookie.value());
    return found.find()
        ? Optional.of(found.group(1))
        : parts.readIfAvailable("user id", () -> subject(request("/api/auth/me").keptFor(DAY)));
  }

  private String subject(Request request) {
    return api.send(request).json().at("sub").name().replaceFirst("^.*\\|", "");
  }

  private Json send(String path) {
    return api.send(request(path)).json();
  }

  private Request request(String path) {
    return COOKIE.on(Request.get(base, path), cookie);
  }
}
