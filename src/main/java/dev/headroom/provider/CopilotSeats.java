package dev.headroom.provider;

import dev.headroom.usage.Failure.Kind;
import dev.headroom.usage.Quota;
import java.util.Optional;
import java.util.function.Function;

/// The seats of an organization or enterprise. They are bought as needed: their number is no limit.
///
/// Wire format: https://docs.github.com/en/rest/copilot/copilot-user-management
///
/// @param plan as it is sold, where that is told
record CopilotSeats(Quota quota, Optional<String> plan) {

  /// Those of an organization, with how many are in use; only their number where no more is told.
  ///
  /// @param send asks at a path
  static CopilotSeats ofOrganization(String owner, Function<String, Json> send) {
    try {
      return counted(send.apply(owner + "/copilot/billing"));
    } catch (ApiException e) {
      if (e.failure().kind() != Kind.NOT_AVAILABLE) {
        throw e;
      }
      return listed(owner, send);
    }
  }

  private static CopilotSeats counted(Json answer) {
    var seats = answer.at("seat_breakdown");
    var quota =
        Quota.named("Seats", "seats")
            .withUsed(seats.at("total").amount())
            .withNote(seats.at("active_this_cycle").count() + " active this cycle");
    return new CopilotSeats(quota, plan(answer));
  }

  /// The head of the list of seats; the people in it stay unread.
  static CopilotSeats listed(String owner, Function<String, Json> send) {
    var answer = send.apply(owner + "/copilot/billing/seats");
    var total = answer.at("total_seats").amount();
    var plan = answer.at("seats").listOrEmpty().stream().findFirst().flatMap(CopilotSeats::plan);
    return new CopilotSeats(Quota.named("Seats", "seats").withUsed(total), plan);
  }

  private static Optional<String> plan(Json from) {
    return from.at("plan_type").findName().map(CopilotQuota::title);
  }
}
