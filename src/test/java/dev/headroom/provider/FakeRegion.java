package dev.headroom.provider;

import dev.headroom.secret.Secret;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services of AWS that Bedrock's accounts ask, all strict, and an account that asks them.
final class FakeRegion implements AutoCloseable {

  static final String ACCESS_KEY = "AKIDEXAMPLE";
  static final Secret SECRET = new Secret("hush-aws-secret-4711");
  static final Secret TOKEN = new Secret("hush-aws-session-4711");

  private static final Fixtures FIXTURES = Fixtures.of("bedrock");
  private static final Bedrock BEDROCK = new Bedrock();

  final FakeAws quotas;
  final FakeAws metrics;
  final FakeAws costs;
  final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Http http =
      new Http("1.2.3", () -> now, new MemoryLogins(), this::pause, () -> 0.5);

  FakeRegion() {
    this(ACCESS_KEY, SECRET, Optional.of(TOKEN));
  }

  /// A region that takes only these keys.
  FakeRegion(String accessKey, Secret secret, Optional<Secret> token) {
    quotas = service(accessKey, secret, token, "eu-central-1", "servicequotas");
    metrics = service(accessKey, secret, token, "eu-central-1", "monitoring");
    costs = service(accessKey, secret, token, "us-east-1", "ce");
    quotas.answering("quotas_2.json");
    metrics.answering("get_metric_data.xml");
    costs.answering("cost_explorer.json");
  }

  private static FakeAws service(
      String accessKey, Secret secret, Optional<Secret> token, String region, String service) {
    return new FakeAws(new SignatureCheck(accessKey, secret, token, region, service));
  }

  /// An account with the region's own keys.
  Access access() {
    return access(keys());
  }

  static Map<String, Access.Value> keys() {
    return Map.of(
        "access-key", new Access.Value.Text(ACCESS_KEY),
        "secret-key", new Access.Value.Hidden(SECRET),
        "session-token", new Access.Value.Hidden(TOKEN));
  }

  /// An account with these options and the region's addresses.
  Access access(Map<String, Access.Value> options) {
    var values = new HashMap<String, Access.Value>();
    values.put("region", new Access.Value.Text("eu-central-1"));
    values.put("cost-explorer", new Access.Value.Text("true"));
    values.put("quotas-url", new Access.Value.Text(quotas.url()));
    values.put("metrics-url", new Access.Value.Text(metrics.url()));
    values.put("costs-url", new Access.Value.Text(costs.url()));
    values.putAll(options);
    return new Access("bedrock-1", BEDROCK.profile(), values);
  }

  Report poll(Access access) {
    return poll(access, Outside.TIMEOUT);
  }

  Report poll(Access access, Duration timeout) {
    return BEDROCK.poll(access, http.open(BEDROCK, access, timeout), now);
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  private void pause(Duration time) {
    pauses.add(time);
    passes(time);
  }

  /// What was asked of all three, in order of the services.
  List<String> asked() {
    var all = new ArrayList<String>();
    for (var service : List.of(quotas, metrics, costs)) {
      service.seen().forEach(seen -> all.add(action(seen)));
    }
    return all;
  }

  private static String action(SignatureCheck.Seen seen) {
    var target = seen.header("x-amz-target");
    return target.isEmpty()
        ? seen.body().replaceFirst("^Action=(\\w+)&.*", "$1")
        : target.replaceFirst(".*\\.", "");
  }

  static String text(String file) {
    return FIXTURES.text(file);
  }

  @Override
  public void close() {
    quotas.close();
    metrics.close();
    costs.close();
  }
}
