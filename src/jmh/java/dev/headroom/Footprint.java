package dev.headroom;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/// What work costs this process: processor time, and the largest heap there ever was, garbage
/// included.
final class Footprint {

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long begun;
  private long nanos;
  private long operations;

  void begin() {
    begun = machine.getProcessCpuTime();
  }

  void end(int done) {
    nanos += machine.getProcessCpuTime() - begun;
    operations += done;
  }

  @Override
  public String toString() {
    return "%.2f ms of processor for each; at most %d of %d MB heap"
        .formatted(nanos / 1e6 / operations, peak() >> 20, Runtime.getRuntime().maxMemory() >> 20);
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
