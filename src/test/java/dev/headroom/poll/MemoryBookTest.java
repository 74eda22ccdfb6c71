package dev.headroom.poll;

final class MemoryBookTest implements PollingContract {

  private final MemoryBook book = new MemoryBook();

  @Override
  public Queue queue() {
    return book;
  }

  @Override
  public Ledger ledger() {
    return book;
  }
}
