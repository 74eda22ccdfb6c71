package dev.headroom.provider;

import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Money;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What `loadCodeAssist` tells of an account: its project, tier and AI credits.
final class CloudCodeAccount {

  private static final String CREDITS = "GOOGLE_ONE_AI";

  private CloudCodeAccount() {}

  /// The project's id, which comes as a text or in an object.
  static Optional<String> project(Json account) {
    var project = account.at("cloudaicompanionProject");
    return project.isObject()
        ? project.at("id").findName().or(() -> project.at("projectId").findName())
        : project.findName();
  }

  /// The paid tier, else the current one, else the one that would be allowed.
  static String plan(Json account) {
    return tier(account.at("paidTier"))
        .or(() -> tier(account.at("currentTier")))
        .orElseGet(() -> restricted(account));
  }

  private static Optional<String> tier(Json tier) {
    return tier.at("name").findName().or(() -> tier.at("id").findName());
  }

  private static String restricted(Json account) {
    var barred =
        account.at("ineligibleTiers").listOrEmpty().stream()
            .flatMap(tier -> tier.at("reasonCode").findName().stream())
            .toList();
    if (barred.contains("VALIDATION_REQUIRED")) {
      throw new ApiException(CloudCode.verification());
    }
    return account.at("allowedTiers").listOrEmpty().stream()
        .filter(tier -> tier.at("isDefault").findFlag().orElse(false))
        .flatMap(tier -> tier(tier).stream())
        .findFirst()
        .map(name -> barred.isEmpty() ? name : name + " (restricted)")
        .orElseThrow(
            () -> barred.isEmpty() ? account.at("currentTier").mismatch("a tier") : none(barred));
  }

  /// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/types.ts
  private static ApiException none(List<String> codes) {
    var words =
        codes.stream()
            .filter(code -> code.matches("[A-Z_]{1,40}"))
            .map(code -> code.toLowerCase(Locale.ROOT).replace('_', ' '))
            .distinct()
            .collect(Collectors.joining(", "));
    return ApiException.of(
        Kind.NO_PLAN, "Google gives this account no tier" + (words.isEmpty() ? "" : ": " + words));
  }

  static List<Balance> credits(Json account) {
    return account.at("paidTier").at("availableCredits").listOrEmpty().stream()
        .filter(credit -> credit.at("creditType").findName().filter(CREDITS::equals).isPresent())
        .limit(1)
        .map(credit -> new Money(credit.at("creditAmount").decimal(), Money.CREDITS))
        .map(left -> new Balance("AI credits", left, false))
        .toList();
  }
}
