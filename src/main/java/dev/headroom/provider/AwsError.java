package dev.headroom.provider;

import dev.headroom.usage.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What AWS calls an error. It answers 400 to nearly everything; what counts is the name inside.
///
/// https://docs.aws.amazon.com/general/latest/gr/api-retries.html
final class AwsError {

  private AwsError() {}

  /// What the name says has happened; empty when there is none or it says no more than the status.
  static Optional<Failure.Kind> kind(Answer answer) {
    return names(answer).stream().map(AwsError::kind).flatMap(Optional::stream).findFirst();
  }

  static boolean is(Answer answer, String name) {
    return names(answer).contains(name);
  }

  /// The names in lower case and alone: `throttling` of
  /// `com.amazonaws.servicequotas#ThrottlingException:http://…`.
  private static Set<String> names(Answer answer) {
    return Stream.concat(
            answer.header("x-amzn-errortype").stream(), ErrorBody.of(answer).codes().stream())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .map(name -> name.replaceFirst(":.*", ""))
        .map(name -> name.replaceFirst(".*#", ""))
        .map(name -> name.replaceFirst("exception$", ""))
        .collect(Collectors.toSet());
  }

  private static Optional<Failure.Kind> kind(String name) {
    return switch (name) {
      case "accessdenied", "unauthorizedoperation", "notauthorized", "idprejectedclaim" ->
          Optional.of(Failure.Kind.FORBIDDEN);
      case "unrecognizedclient",
          "invalidclienttokenid",
          "invalidaccesskeyid",
          "authfailure",
          "expiredtoken",
          "requestexpired",
          "requesttimetooskewed",
          "invalidsignature",
          "signaturedoesnotmatch",
          "incompletesignature",
          "missingauthenticationtoken",
          "invalididentitytoken",
          "unauthorized" ->
          Optional.of(Failure.Kind.AUTH);
      case "throttling",
          "throttled",
          "toomanyrequests",
          "limitexceeded",
          "requestlimitexceeded",
          "requestthrottled",
          "slowdown" ->
          Optional.of(Failure.Kind.RATE_LIMITED);
      case "optinrequired", "regiondisabled", "nosuchresource", "unknownoperation" ->
          Optional.of(Failure.Kind.NOT_AVAILABLE);
      case "service",
          "internalservicefault",
          "internalserviceerror",
          "internalservice",
          "internalfailure",
          "serviceunavailable" ->
          Optional.of(Failure.Kind.UNREACHABLE);
      default -> Optional.empty();
    };
  }
}
