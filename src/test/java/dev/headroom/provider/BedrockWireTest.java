package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bedrock over the wire, against services that refuse what AWS would refuse.
final class BedrockWireTest {

  private final FakeRegion region = new FakeRegion();

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void signsForEachServiceAndReadsItsAnswer() {
    var report = region.poll(region.access());

    assertThat(report.gaps()).isEmpty();
    assertThat(report.quotas()).hasSize(2);
    assertThat(report.usages()).hasSize(1);
    assertThat(report.spends()).hasSize(2);
    assertThat(region.asked())
        .containsExactly("ListServiceQuotas", "GetMetricData", "GetCostAndUsage");
  }

  @Test
  void callsItselfHeadroom() {
    region.poll(region.access());

    assertThat(region.quotas.seen().getFirst().header("user-agent"))
        .isEqualTo("Headroom/1.2.3 (+https://headroom.dev)");
  }

  @Test
  void keepsLimitsForSixHoursAndCostsForTwelve() {
    region.poll(region.access());
    region.passes(Duration.ofHours(5));
    region.poll(region.access());

    assertThat(region.asked())
        .containsExactly("ListServiceQuotas", "GetMetricData", "GetMetricData", "GetCostAndUsage");
  }

  @Test
  void takesASecretThatIsWrongForARefusal() {
    var wrong = new Secret("hush-wrong-4711");
    var failure = failure(Map.of("secret-key", new Access.Value.Hidden(wrong)));

    assertThat(failure.reason())
        .isEqualTo(
            "the credential was refused (400); check the keys, and that this machine's clock is right");
    assertThat(failure.kind()).isEqualTo(Kind.AUTH);
    assertThat(region.pauses).isEmpty();
  }

  @Test
  void takesAKeyOfAnotherRegionForARefusal() {
    assertThat(failure(Map.of("region", new Access.Value.Text("eu-west-1"))).kind())
        .isEqualTo(Kind.AUTH);
  }

  @Test
  void saysWhichActionIsMissing() {
    region.metrics.failing("error_access_denied.xml", 403);

    var gaps = region.poll(region.access()).gaps();

    assertThat(gaps)
        .containsExactly(
            new Gap(
                "usage by day",
                Failure.of(
                    Kind.FORBIDDEN,
                    "the credential is not allowed to do this (403): User: *** is not authorized to"
                        + " perform: cloudwatch:GetMetricData; it needs cloudwatch:GetMetricData")));
  }

  @Test
  void asksAServiceThatFailsThreeTimesAndNoMore() {
    region.costs.failing("error_internal.json", 500);

    var gaps = region.poll(region.access()).gaps();

    assertThat(gaps).extracting(gap -> gap.failure().kind()).containsExactly(Kind.UNREACHABLE);
    assertThat(region.costs.seen()).hasSize(3);
  }

  @Test
  void waitsAsLongAsAThrottlingServiceSays() {
    var throttled =
        new Answer(
            400, Map.of("Retry-After", List.of("30")), FakeRegion.text("error_throttling.xml"));
    region.metrics.answering(any -> throttled);

    var gaps = region.poll(region.access()).gaps();

    assertThat(gaps)
        .extracting(Gap::failure)
        .containsExactly(
            new Failure(
                Kind.RATE_LIMITED,
                "asked too often (400): Rate exceeded",
                Optional.of(Instant.parse("2026-11-21T12:00:30Z"))));
    assertThat(region.metrics.seen()).hasSize(1);
  }

  @Test
  void followsNoRedirect() {
    region.quotas.answering(
        any -> new Answer(307, Map.of("Location", List.of(region.costs.url())), ""));

    var gaps = region.poll(region.access()).gaps();

    assertThat(gaps).extracting(gap -> gap.failure().kind()).containsExactly(Kind.NOT_AVAILABLE);
    assertThat(region.costs.seen()).hasSize(1);
  }

  @Test
  void readsNoMoreThanFiveMegabytes() {
    region.metrics.answering(any -> new Answer(200, Map.of(), " ".repeat((5 << 20) + 1)));

    assertThat(region.poll(region.access()).gaps())
        .extracting(gap -> gap.failure().reason())
        .containsExactly("the answer is larger than 5 MB");
  }

  @Test
  void takesAnAnswerThatIsNestedWithoutEndForUnreadable() {
    region.metrics.answering(any -> new Answer(200, Map.of(), "<a>".repeat(1 << 20)));
    region.quotas.answering(any -> new Answer(200, Map.of(), "{\"a\":".repeat(1 << 19)));

    assertThat(region.poll(region.access()).gaps())
        .extracting(gap -> gap.failure().kind())
        .containsExactly(Kind.UNREADABLE, Kind.UNREADABLE);
  }

  @Test
  void saysWhichHostItCannotReach() {
    region.costs.close();

    assertThat(region.poll(region.access()).gaps())
        .extracting(gap -> gap.failure().reason())
        .containsExactly("no connection to 127.0.0.1");
  }

  /// Each client of the SDK could start threads of its own; ours start none.
  @Test
  void leavesNothingBehind() {
    var before = Thread.getAllStackTraces().keySet();
    for (var poll = 0; poll < 100; poll++) {
      region.poll(region.access());
    }

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sdk-"));
  }

  private Failure failure(Map<String, Access.Value> options) {
    var all = new HashMap<>(FakeRegion.keys());
    all.putAll(options);
    return catchThrowableOfType(ApiException.class, () -> region.poll(region.access(all)))
        .failure();
  }
}
