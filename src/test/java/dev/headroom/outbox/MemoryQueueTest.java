package dev.headroom.outbox;

import dev.headroom.message.Message;

final class MemoryQueueTest implements QueueContract {

  private final MemoryQueue queue = new MemoryQueue();

  @Override
  public Queue queue() {
    return queue;
  }

  @Override
  public void owe(String thread, String channel, boolean edit, String words) {
    queue.owe(thread, channel, edit, Message.of(words), NOON);
  }
}
