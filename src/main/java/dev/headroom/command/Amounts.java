package dev.headroom.command;

import dev.headroom.usage.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people type for money and for shares.
final class Amounts {

  /// What to type, said wherever something else was.
  static final String FORMS = "Write it like 500, $500, 500 USD or 1,000.50.";

  /// What is said behind a quoted word that should be an amount.
  static final String UNREADABLE = " is no amount I can read. " + FORMS;

  /// What is said behind a quoted word that should be a share.
  static final String NO_SHARE =
      " is no share I can warn at. Write up to five from 1% to 100%, like 80% or 50%,80%.";

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<before>[A-Za-z]+|\\p{Sc})?\\s*(?<number>[0-9][0-9.,]*)\\s*(?<behind>[A-Za-z]+|\\p{Sc})?");
  private static final Pattern NUMBER =
      Pattern.compile("([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3})([.][0-9]{1,2})?");
  private static final Map<String, String> SYMBOLS =
      Map.of("$", "USD", "€", "EUR", "£", "GBP", "¥", "CNY");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int MOST_SHARES = 5;

  private Amounts() {}

  /// `500`, `$500`, `500 USD`, `500usd`, `1,000.50`; dollars where no currency is named. Empty for
  /// anything else: a comma that is no thousands' one may mean a thousand times as much.
  static Optional<Money> money(String typed) {
    var parts = AMOUNT.matcher(typed.strip());
    if (!parts.matches() || !NUMBER.matcher(parts.group("number")).matches()) {
      return Optional.empty();
    }
    var before = Optional.ofNullable(parts.group("before"));
    var behind = Optional.ofNullable(parts.group("behind"));
    var amount = new BigDecimal(parts.group("number").replace(",", ""));
    var one = before.flatMap(Amounts::currency);
    var other = behind.flatMap(Amounts::currency);
    if (before.isPresent() != one.isPresent() || behind.isPresent() != other.isPresent()) {
      return Optional.empty();
    }
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      return Optional.empty();
    }
    return Optional.of(new Money(amount, one.or(() -> other).orElse("USD")));
  }

  /// `80%`, `80`, `80 %`, `50%,80%`: one to five shares above 0 and up to 100, ascending. Empty
  /// otherwise.
  static Optional<List<BigDecimal>> shares(String typed) {
    var shares = new ArrayList<BigDecimal>();
    for (var word : typed.replace(',', ' ').replaceAll("\\s+%", "%").strip().split("\\s+", -1)) {
      if (!word.matches("[0-9]{1,3}([.][0-9])?%?")) {
        return Optional.empty();
      }
      shares.add(new BigDecimal(word.replace("%", "")));
    }
    var sensible =
        shares.size() <= MOST_SHARES
            && shares.stream()
                .allMatch(share -> share.signum() > 0 && share.compareTo(HUNDRED) <= 0);
    return sensible ? Optional.of(shares.stream().distinct().sorted().toList()) : Optional.empty();
  }

  private static Optional<String> currency(String word) {
    if (SYMBOLS.containsKey(word)) {
      return Optional.of(SYMBOLS.get(word));
    }
    return Figures.isCurrency(word) ? Optional.of(word.toUpperCase(Locale.ROOT)) : Optional.empty();
  }
}
