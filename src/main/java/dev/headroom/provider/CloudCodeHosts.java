package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The hosts of Google's Cloud Code, of which the next is asked when one is not there. The one that
/// answered is asked first for the rest of the poll.
final class CloudCodeHosts implements CloudCode.Line {

  static final String FIRST = "https://daily-cloudcode-pa.googleapis.com";
  static final String SANDBOX = "https://daily-cloudcode-pa.sandbox.googleapis.com";
  static final String LAST = "https://cloudcode-pa.googleapis.com";

  private final List<URI> hosts;
  private final Sender sender;
  private final Instant now;

  /// How one host is asked.
  interface Sender {
    /// Asks the host at `url`.
    ///
    /// @param last whether no other host is left to be asked
    Json send(URI url, String body, Duration keptFor, boolean last);
  }

  CloudCodeHosts(List<URI> hosts, Sender sender, Instant now) {
    this.hosts = new ArrayList<>(hosts);
    this.sender = sender;
    this.now = now;
  }

  @Override
  public Json ask(String method, String body, Duration keptFor) {
    var last = hosts.size() == 1;
    try {
      return sender.send(
          URI.create(hosts.getFirst() + "/v1internal:" + method), body, keptFor, last);
    } catch (ApiException e) {
      var kind = e.failure().kind();
      if (last || (kind != Kind.UNREACHABLE && kind != Kind.RATE_LIMITED)) {
        throw CloudCode.explained(e, now);
      }
      hosts.removeFirst();
      return ask(method, body, keptFor);
    }
  }
}
