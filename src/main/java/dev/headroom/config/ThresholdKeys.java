package dev.headroom.config;

import dev.headroom.usage.Thresholds;
import java.math.BigDecimal;
import java.util.Optional;

/// The keys of `thresholds`, where each may be left to what holds for all.
final class ThresholdKeys {

  private static final Key<BigDecimal> WARNING =
      Key.of("warning", Values.share(), "from which used share a quota is a warning; 70%");
  private static final Key<BigDecimal> CRITICAL =
      Key.of("critical", Values.share(), "from which used share a quota is critical; 90%");

  private ThresholdKeys() {}

  static Shape<Thresholds> shape(Thresholds inherited) {
    return Shape.of(section -> bind(section, inherited), WARNING, CRITICAL);
  }

  private static Optional<Thresholds> bind(Section section, Thresholds inherited) {
    var warning = section.get(WARNING, inherited.warning());
    var critical = section.get(CRITICAL, inherited.critical());
    if (warning.compareTo(critical) > 0) {
      section.problem(
          "warning must not be above critical, was %s%% above %s%%"
              .formatted(warning.toPlainString(), critical.toPlainString()));
      return Optional.empty();
    }
    return Optional.of(new Thresholds(warning, critical));
  }
}
