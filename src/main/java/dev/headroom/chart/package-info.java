/// Draws a [dev.headroom.message.Chart] as a PNG. The only package that touches AWT.
///
/// Its one rule: a picture depends on its chart and nothing else, neither on the machine's fonts
/// nor on its clock or zone. To add a way of plotting, add a case to `Plot` and a golden picture.
@NullMarked
package dev.headroom.chart;

import org.jspecify.annotations.NullMarked;
