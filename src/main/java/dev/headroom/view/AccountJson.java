package dev.headroom.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.usage.Balance;
import dev.headroom.usage.Failure;
import dev.headroom.usage.Money;
import dev.headroom.usage.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one JSON document in which accounts leave Headroom: `headroom quota --json`, the HTTP API,
/// exports.
///
/// Money is a decimal string, a quota's numbers are numbers, instants are ISO 8601 in UTC, and what
/// nobody tells is `null`: missing is never zero. Where an account spends in several currencies,
/// `spend` is the one it spent most units of.
public final class AccountJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Whatever letters the terminal or the pipe behind it knows.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private AccountJson() {}

  /// The document of these accounts, in their order.
  public static String write(List<AccountView> accounts) {
    var document = NODES.objectNode();
    document.set("accounts", array(accounts, AccountJson::account));
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can't be written", e);
    }
  }

  private static ObjectNode account(AccountView view) {
    var node =
        NODES
            .objectNode()
            .put("id", view.account().id())
            .put("provider", view.account().provider())
            .put("name", view.account().name())
            .put("status", view.status().word())
            .put("plan", view.plan().orElse(null))
            .put("readAt", text(view.readAt()));
    node.set("error", view.trouble().map(AccountJson::error).orElse(null));
    node.set("quotas", array(view.quotas(), AccountJson::quota));
    node.set("spend", mainSpending(view).map(AccountJson::spend).orElse(null));
    node.set("usage", usage(view.consumption()));
    node.set("balances", array(view.balances(), AccountJson::balance));
    return node;
  }

  private static ObjectNode error(AccountView.Trouble trouble) {
    return NODES
        .objectNode()
        .put("kind", word(trouble.failure().kind()))
        .put("message", trouble.failure().reason())
        .put("since", text(trouble.since()));
  }

  private static String word(Failure.Kind kind) {
    return switch (kind) {
      case AUTH -> Status.AUTH_EXPIRED.word();
      case FORBIDDEN, NO_PLAN, RATE_LIMITED, EXHAUSTED, NOT_AVAILABLE, UNREACHABLE, UNREADABLE ->
          kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  private static ObjectNode quota(QuotaView view) {
    var quota = view.quota();
    var node = NODES.objectNode().put("name", quota.name());
    node.set("members", array(quota.members()));
    return node.put("used", view.reset() ? null : number(quota.used()))
        .put("limit", number(quota.limit()))
        .put("remaining", view.reset() ? null : number(quota.remaining()))
        .put("unit", quota.unit())
        .put("usedPercent", number(view.usedPercent().map(AccountJson::percent)))
        .put("resetsAt", text(quota.resetsAt()))
        .put("windowSeconds", quota.window().map(Duration::toSeconds).orElse(null))
        .put("status", view.status().word());
  }

  /// Rounded down, so that 100 means that nothing is left.
  private static BigDecimal percent(BigDecimal share) {
    return share.setScale(1, RoundingMode.DOWN);
  }

  private static Optional<Spending> mainSpending(AccountView view) {
    return view.spending().stream()
        .max(
            Comparator.comparing(spending ->
                spending.monthToDate().or(spending::today).map(Money::amount).orElseThrow()));
  }

  private static ObjectNode spend(Spending spending) {
    return NODES
        .objectNode()
        .put("today", amount(spending.today()))
        .put("monthToDate", amount(spending.monthToDate()))
        .put("currency", spending.currency());
  }

  private static ObjectNode usage(Consumption consumption) {
    var node = NODES.objectNode();
    node.set("today", consumption.today().map(it -> counts(NODES.objectNode(), it)).orElse(null));
    node.set(
        "byModel",
        array(
            consumption.byModel(),
            it -> counts(NODES.objectNode().put("model", it.model()), it.counts())));
    return node;
  }

  private static ObjectNode counts(ObjectNode node, Consumption.Counts counts) {
    return node.put("tokensIn", counts.tokensIn().orElse(null))
        .put("tokensCached", counts.tokensCached().orElse(null))
        .put("tokensOut", counts.tokensOut().orElse(null))
        .put("requests", counts.requests().orElse(null));
  }

  private static ObjectNode balance(Balance balance) {
    return NODES
        .objectNode()
        .put("name", balance.name())
        .put("amount", amount(Optional.of(balance.amount())))
        .put("currency", balance.amount().currency());
  }

  private static <T> ArrayNode array(List<T> values, Function<T, ObjectNode> node) {
    var array = NODES.arrayNode();
    values.forEach(value -> array.add(node.apply(value)));
    return array;
  }

  private static ArrayNode array(List<String> words) {
    var array = NODES.arrayNode();
    words.forEach(array::add);
    return array;
  }

  private static @Nullable BigDecimal number(Optional<BigDecimal> value) {
    return value.orElse(null);
  }

  private static @Nullable String text(Optional<Instant> at) {
    return at.map(Instant::toString).orElse(null);
  }

  private static @Nullable String amount(Optional<Money> money) {
    return money.map(it -> it.amount().toPlainString()).orElse(null);
  }
}
