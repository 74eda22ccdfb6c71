package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What proxies of CLIProxyAPI's family do about wrong keys: five of them bar the reader's address
/// for half an hour. So a key that was refused is left alone until someone asks or replaces it, and
/// a bar is waited out.
final class WrongKeys {

  static final String ADVICE = "five wrong keys bar this address for half an hour";

  private static final Duration PAUSE = Duration.ofDays(1);
  private static final Pattern BAR =
      Pattern.compile("IP banned .{0,80}? [Tt]ry again in ([0-9][0-9hms.]{0,20}[hms])");

  private WrongKeys() {}

  /// What `poll` gives, or its failure with the time to come back.
  static Report heeded(Supplier<Report> poll, Instant now) {
    try {
      return poll.get();
    } catch (ApiException e) {
      var failure = e.failure();
      var until = until(failure, now).or(failure::retryAt);
      throw new ApiException(new Failure(failure.kind(), failure.reason(), until), e.answer());
    }
  }

  private static Optional<Instant> until(Failure failure, Instant now) {
    if (failure.kind() == Kind.AUTH) {
      return Optional.of(now.plus(PAUSE));
    }
    var bar = BAR.matcher(failure.reason());
    return bar.find() ? Resets.duration(bar.group(1)).map(now::plus) : Optional.empty();
  }
}
