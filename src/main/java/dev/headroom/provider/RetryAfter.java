package dev.headroom.provider;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long a provider asks us to stay away: `Retry-After` in seconds or as a date,
/// `retry-after-ms` (Azure), Google's `retryDelay` in the body, or words (`try again in 5m24.2s`).
/// Zero says: at once.
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Pattern WORDS =
      Pattern.compile(
          "(?i)(?:try again|retry) (?:in|after) "
              + "(?:(\\d{1,9}) seconds?\\b|((?:\\d+(?:\\.\\d+)?[a-z]{1,2})+))");

  private RetryAfter() {}

  static Optional<Duration> read(Answer answer, Instant now) {
    return answer
        .header("retry-after-ms")
        .flatMap(text -> seconds(text, 3))
        .or(() ->
            answer
                .header("retry-after")
                .flatMap(text -> seconds(text, 0).or(() -> date(text, now))))
        .or(() -> ErrorBody.of(answer).retryDelay().flatMap(Resets::duration))
        .or(() -> reset(answer, now))
        .or(() -> words(answer))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  /// OpenRouter tells on a 429 when its window starts again, in epoch milliseconds; GitHub on a
  /// 403, in seconds.
  private static Optional<Duration> reset(Answer answer, Instant now) {
    return answer.status() == 429 || answer.status() == 403
        ? answer
            .header("x-ratelimit-reset")
            .or(() -> repeated(answer))
            .flatMap(text -> Resets.at(text, now))
            .map(at -> until(at, now))
        : Optional.empty();
  }

  /// OpenRouter repeats its headers in the body, for those behind a gateway that drops them.
  private static Optional<String> repeated(Answer answer) {
    try {
      var headers = answer.json().at("error").at("metadata").at("headers");
      return headers.at("X-RateLimit-Reset").findText();
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  /// What a 429 says where no header does: Azure and Groq, and OpenAI's API wherever it is spoken.
  private static Optional<Duration> words(Answer answer) {
    if (answer.status() != 429) {
      return Optional.empty();
    }
    return ErrorBody.of(answer)
        .message()
        .map(WORDS::matcher)
        .filter(Matcher::find)
        .flatMap(found ->
            found.group(1) != null ? seconds(found.group(1), 0) : Resets.duration(found.group(2)));
  }

  private static Optional<Duration> seconds(String text, int digits) {
    var number = text.strip();
    if (!number.matches("\\d{1,12}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofMillis(new BigDecimal(number).movePointRight(3 - digits).longValue()));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      var at = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(until(at, now));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration until(Instant at, Instant now) {
    return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
  }
}
