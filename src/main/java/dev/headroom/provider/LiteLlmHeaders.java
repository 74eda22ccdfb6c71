package dev.headroom.provider;

import dev.headroom.usage.Failure;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The budget and limits of a key in the headers of a LiteLLM proxy's answers, for keys that may
/// only make calls. Not every proxy adds them to the list of models, which is free.
final class LiteLlmHeaders {

  private final Access access;
  private final Api api;

  LiteLlmHeaders(Access access, Api api) {
    this.access = access;
    this.api = api;
  }

  /// What the list of models tells.
  List<Quota> free() {
    return told(api.send(LiteLlm.get(access, "/v1/models")));
  }

  /// What a minimal call tells.
  List<Quota> probe(String model) {
    var body =
        Map.of(
            "model",
            model,
            "max_tokens",
            1,
            "messages",
            List.of(Map.of("role", "user", "content", "hi")));
    return told(
        api.send(
            Request.post(access.root("base-url"), "/v1/chat/completions")
                .bearer(access.secret("key"))
                .json(Json.write(body))
                .asProbe()
                .keptFor(Probe.PAUSE)));
  }

  private static List<Quota> told(Answer answer) {
    var quotas = new ArrayList<Quota>();
    number(answer, "x-litellm-key-spend")
        .map(spend ->
            LiteLlmBudget.of("Key budget", spend, number(answer, "x-litellm-key-max-budget")))
        .ifPresent(quotas::add);
    quotas.addAll(
        LiteLlmBudget.rates(
            number(answer, "x-litellm-key-rpm-limit"), number(answer, "x-litellm-key-tpm-limit")));
    if (quotas.isEmpty()) {
      throw ApiException.of(
          Failure.Kind.UNREADABLE, "no budget and no limits in the headers of the answer");
    }
    return quotas;
  }

  private static Optional<BigDecimal> number(Answer answer, String name) {
    return answer
        .header(name)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,18}(\\.\\d{1,18})?"))
        .map(BigDecimal::new);
  }
}
