package dev.headroom.demo;

/// DeepSeek's balance, which has nearly run out when the demo starts.
///
/// Wire format: https://api-docs.deepseek.com/api/get-user-balance
record DeepSeekAnswers(Meter meter) implements Vendor {

  private static final double AT_START = 4.20;
  private static final double LOWEST = 0.35;

  @Override
  public Reply answer(Call call) {
    if (!call.authorized()) {
      return new Reply(
          401,
          """
          {"error": {"message": "Authentication Fails", "type": "authentication_error",
           "param": null, "code": "invalid_request_error"}}\
          """);
    }
    if (!call.path().equals("/user/balance")) {
      return new Reply(404, "{}");
    }
    var left =
        call.now().isBefore(meter.start())
            ? AT_START + meter.between(call.now(), meter.start())
            : Math.max(LOWEST, AT_START - meter.between(meter.start(), call.now()));
    return Reply.ok(
        """
        {"is_available": true, "balance_infos": [
          {"currency": "USD", "total_balance": "%1$s", "granted_balance": "0.00",
           "topped_up_balance": "%1$s"}]}\
        """
            .formatted(Model.amount(left, 2)));
  }
}
