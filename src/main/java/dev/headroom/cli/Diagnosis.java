package dev.headroom.cli;

import dev.headroom.provider.Answer;
import dev.headroom.provider.ApiException;
import dev.headroom.provider.Option;
import dev.headroom.provider.Profile;
import dev.headroom.usage.Failure;
import dev.headroom.view.Views.Unavailable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What stands between an account and its numbers.
///
/// @param word tells it from all else at a glance: "wrong credential"
/// @param remedy what to do, as a sentence; empty where the reason itself says it
record Diagnosis(String word, Optional<String> remedy) {

  /// Of a whole poll that failed.
  ///
  /// @param asked the addresses it was sent to
  static Diagnosis of(ApiException problem, Profile profile, List<URI> asked) {
    if (problem.getCause() instanceof Unavailable) {
      return new Diagnosis("no login", Optional.empty());
    }
    var answer = problem.answer();
    var page = answer.filter(Diagnosis::isPage).isPresent() ? page(profile, asked) : "";
    return switch (problem.failure().kind()) {
      case AUTH ->
          answer.isEmpty()
              ? new Diagnosis("no usable credential", Optional.empty())
              : wrong(profile, page);
      case FORBIDDEN -> missing(profile, page);
      case UNREACHABLE -> answer.isPresent() ? failing() : noWay(profile, asked);
      case UNREADABLE, NOT_AVAILABLE -> wrongAddress(profile, asked);
      case RATE_LIMITED, EXHAUSTED, NO_PLAN -> fruitless(problem.failure());
    };
  }

  /// Of a part that failed while others were read: so the address is right, and somebody there.
  static Diagnosis of(Failure failure, Profile profile) {
    return switch (failure.kind()) {
      case AUTH -> wrong(profile, "");
      case FORBIDDEN -> missing(profile, "");
      case UNREACHABLE -> failing();
      case UNREADABLE, NOT_AVAILABLE -> new Diagnosis("not as expected", Optional.empty());
      case RATE_LIMITED, EXHAUSTED, NO_PLAN -> fruitless(failure);
    };
  }

  private static Diagnosis wrong(Profile profile, String page) {
    return with("wrong credential", "Make a new one. Needed: " + profile.credential() + page);
  }

  private static Diagnosis missing(Profile profile, String page) {
    return with(
        "missing right",
        "The credential itself is good: give it the right, or take one that has it. Needed: "
            + profile.credential()
            + page);
  }

  private static Diagnosis fruitless(Failure failure) {
    return with(
        failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        failure.kind() == Failure.Kind.RATE_LIMITED
            ? "The credential works: try again in some minutes."
            : "The credential works, but there is nothing on it.");
  }

  private static Diagnosis failing() {
    return with("provider fails", "Nothing is wrong here; try again later.");
  }

  private static Diagnosis noWay(Profile profile, List<URI> asked) {
    return with(
        "wrong host or no way there",
        "Look at %s, the DNS, the proxy and the firewall. Asked was %s."
            .formatted(addresses(profile), words(asked)));
  }

  private static Diagnosis wrongAddress(Profile profile, List<URI> asked) {
    return with(
        "wrong address",
        "Something answers, but not as %s does there; look at %s, and at the ids among the"
                .formatted(profile.title(), addresses(profile))
            + " account's keys."
            + (asked.isEmpty() ? "" : " Asked was " + words(asked) + "."));
  }

  private static String page(Profile profile, List<URI> asked) {
    return " It was a web page that said so: unless %s is %s's, look at %s or at a proxy between."
        .formatted(words(asked), profile.title(), addresses(profile));
  }

  private static boolean isPage(Answer answer) {
    return answer.text().stripLeading().startsWith("<");
  }

  /// The keys that say where the provider is asked.
  private static String addresses(Profile profile) {
    var keys =
        profile.options().stream()
            .filter(option -> option.form() == Option.Form.URL)
            .map(Option::key)
            .collect(Collectors.joining(" and "));
    return keys.isEmpty() ? "the network" : keys;
  }

  private static String words(List<URI> asked) {
    return asked.stream().map(URI::toString).distinct().collect(Collectors.joining(", "));
  }

  private static Diagnosis with(String word, String remedy) {
    return new Diagnosis(word, Optional.of(remedy));
  }
}
