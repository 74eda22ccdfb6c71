package dev.headroom.message;

import java.math.BigDecimal;
import java.util.Optional;

/// One line of [Block.Bars].
///
/// @param percent the used share; absent is not an empty bar but `?` with the remark
/// @param remark what stands in the bar's place when there is no percent: "no reading"
/// @param tone for platforms that can colour a bar; never the only sign
public record Bar(String name, Optional<BigDecimal> percent, String remark, Tone tone) {}
