package dev.headroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.usage.Money;
import dev.headroom.usage.Quota;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CopilotItemsTest {

  @Test
  void takesOnlyWhatIsOfCopilotHoweverItIsWritten() {
    var items =
        items(
            """
            {"product": "copilot", "sku": "COPILOT_AI_CREDITS", "unitType": "ai-units",
             "model": "GPT-5.4", "grossQuantity": 2, "netAmount": 0.5},
            {"product": "Copilot", "sku": "Copilot AI Credits", "unitType": "ai-credits",
             "model": "GPT-5.4", "grossQuantity": "3.5", "netAmount": "0.25"},
            {"product": "Copilot", "sku": "Copilot Premium Request", "unitType": "requests",
             "model": "GPT-5", "grossQuantity": 400, "netAmount": 4},
            {"product": "Actions", "sku": "actions_credit", "grossQuantity": 9, "netAmount": 9}
            """);

    assertThat(items.credits().consumed("AI credits", "credits"))
        .containsExactly(quota("AI credits", "5.5").withMembers(List.of("GPT-5.4")));
    assertThat(items.credits().net()).isEqualTo(new Money(new BigDecimal("0.75"), "USD"));
    assertThat(items.net()).isEqualTo(new Money(new BigDecimal("4.75"), "USD"));
  }

  @Test
  void tellsModelsApartAndNamesNoneThatIsNotTold() {
    var items =
        items(
            """
            {"product": "Copilot", "sku": "s", "model": "A", "grossQuantity": 1, "netAmount": 0},
            {"product": "Copilot", "sku": "s", "model": null, "grossQuantity": 7, "netAmount": 0},
            {"product": "Copilot", "sku": "s", "model": "B", "grossQuantity": 2,
             "discountQuantity": 1.50, "netAmount": 0},
            {"product": "Copilot", "sku": "t", "model": "A", "grossQuantity": 4, "netAmount": 0}
            """);

    assertThat(items.consumed("AI credits", "credits"))
        .containsExactly(
            quota("AI credits", "14")
                .withMembers(List.of("A", "B"))
                .withNote("1.5 covered by the plan"),
            quota("AI credits: A", "5").withMembers(List.of("A")),
            quota("AI credits: B", "2").withMembers(List.of("B")));
  }

  @Test
  void knowsThatNothingWasCharged() {
    assertThat(items("").net()).isEqualTo(Money.zero("USD"));
    assertThat(items("").isEmpty()).isTrue();
  }

  private static CopilotItems items(String items) {
    return CopilotItems.of(Json.parse("{\"usageItems\": [" + items + "]}"));
  }

  private static Quota quota(String name, String used) {
    return Quota.named(name, "credits").withUsed(new BigDecimal(used));
  }
}
