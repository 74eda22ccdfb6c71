package dev.headroom.chart;

import java.awt.Color;
import java.math.BigDecimal;

/// Colours and sizes of a picture. Nobody knows the reader's theme, so it is a light, opaque card.
///
/// A chat shows the 1200 pixels at some 280 on a phone, where text must be 4 % of the width to be
/// read.
final class Theme {

  static final int WIDTH = 1200;
  static final int HEIGHT = 800;
  static final int MARGIN = 36;
  static final float TEXT = 46;

  static final Color CARD = Color.WHITE;
  static final Color INK = new Color(0x0F172A);
  static final Color QUIET_INK = new Color(0x64748B);
  static final Color GRID = new Color(0xE2E8F0);
  static final Color BASELINE = new Color(0x94A3B8);
  static final Color TRACK = new Color(0xF1F5F9);
  static final Color HATCH = new Color(0xB6C2D1);
  static final Color LIMIT = new Color(0xDC2626);
  static final Color WARNING_ZONE = new Color(0xFEF6DC);
  static final Color CRITICAL_ZONE = new Color(0xFDE7E7);

  static final BigDecimal WARNING = BigDecimal.valueOf(70);
  static final BigDecimal CRITICAL = BigDecimal.valueOf(90);
  static final BigDecimal FULL = BigDecimal.valueOf(100);

  private static final Color GOOD_BAR = new Color(0x0D9488);
  private static final Color WARNING_BAR = new Color(0xF59E0B);
  private static final Color CRITICAL_BAR = new Color(0xDC2626);

  /// Paul Tol's "bright" scheme, told apart by people of any colour vision
  /// (https://sronpersonalpages.nl/~pault/); its cyan is darkened for lines on white.
  private static final Color[] LAYERS = {
    new Color(0x4477AA),
    new Color(0x45B8E0),
    new Color(0x228833),
    new Color(0xCCBB44),
    new Color(0xEE6677),
    new Color(0xAA3377),
    new Color(0x94A3B8)
  };

  /// How many layers have a colour of their own; the last colour is for all the others.
  static final int DISTINCT_LAYERS = LAYERS.length;

  private Theme() {}

  static Color layer(int index) {
    return LAYERS[Math.min(index, LAYERS.length - 1)];
  }

  /// The colour of a used share.
  static Color severity(BigDecimal percent) {
    if (percent.compareTo(CRITICAL) >= 0) {
      return CRITICAL_BAR;
    }
    return percent.compareTo(WARNING) >= 0 ? WARNING_BAR : GOOD_BAR;
  }
}
