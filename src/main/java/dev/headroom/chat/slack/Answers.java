package dev.headroom.chat.slack;

import dev.headroom.chat.Delivery;
import dev.headroom.chat.Inbox;
import dev.headroom.chat.Outgoing;
import dev.headroom.command.Caller;
import dev.headroom.message.Block;
import dev.headroom.message.Button;
import dev.headroom.message.Message;
import dev.headroom.message.Prose;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what people typed or pressed, after Slack was acknowledged. Words first, pictures after:
/// a picture that fails never costs the words.
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final SlackApi api;
  private final Inbox inbox;
  private final Admins admins;
  private final Poster poster;
  private final Pictures pictures;
  private final Patience patience;

  Answers(
      SlackApi api,
      Inbox inbox,
      Admins admins,
      Poster poster,
      Pictures pictures,
      Patience patience) {
    this.api = api;
    this.inbox = inbox;
    this.admins = admins;
    this.poster = poster;
    this.pictures = pictures;
    this.patience = patience;
  }

  /// Answers a command, for the eyes of the one who typed it.
  void command(String command, String arguments, Person person, String responseUrl) {
    var reply = reply(responseUrl);
    var message = safely(() -> inbox.answer(command, arguments, caller(person)));
    say(command, reply.send(SlackRenderer.render(message), Reply.As.PRIVATE));
    pictures.privately(message, person, reply);
  }

  /// Answers a button. The rights are those of who pressed it, not of who asked for the message.
  void press(Press press) {
    switch (press.effect()) {
      case REPLACE -> replace(press);
      case REPLY ->
          command(press.command(), press.arguments(), press.person(), press.responseUrl());
      case SHARE -> share(press);
    }
  }

  private void replace(Press press) {
    var reply = reply(press.responseUrl());
    var fresh =
        safely(() -> inbox.refresh(press.command(), press.arguments(), caller(press.person())));
    var message = press.ephemeral() ? fresh : forAll(fresh);
    say(press.command(), reply.send(SlackRenderer.render(message), Reply.As.REPLACEMENT));
    pictures.inPlace(message, press, reply);
  }

  private void share(Press press) {
    var answer =
        safely(() -> inbox.answer(press.command(), press.arguments(), caller(press.person())));
    var message = signed(forAll(answer), press.person());
    var delivered = press.message().map(Place::channel).map(channel -> post(channel, message));
    if (delivered.isPresent() && delivered.get() instanceof Delivery.Sent) {
      return;
    }
    LOG.info("slack share=response_url outcome={}", delivered);
    say(
        press.command(),
        reply(press.responseUrl()).send(SlackRenderer.render(message), Reply.As.PUBLIC));
  }

  /// Posts with a key, so that a second try never makes a second message.
  private Delivery post(String channel, Message message) {
    var key = "share-" + UUID.randomUUID().toString().substring(0, 18);
    var tried = new AtomicBoolean();
    var outcome = patience.call(() -> attempt(channel, message, key, tried.getAndSet(true)));
    return outcome instanceof Outcome.Done<Delivery>(var delivery)
        ? delivery
        : new Delivery.Refused(outcome.reason());
  }

  private Outcome<Delivery> attempt(String channel, Message message, String key, boolean again) {
    var delivery = poster.deliver(new Outgoing(channel, message, key, Optional.empty(), again));
    return delivery instanceof Delivery.Later(var pause, var reason)
        ? new Outcome.Busy<>(pause, reason)
        : new Outcome.Done<>(delivery);
  }

  /// What everyone sees need not be shared again.
  private static Message forAll(Message message) {
    var buttons =
        message.buttons().stream()
            .filter(button -> button.effect() != Button.Effect.SHARE)
            .toList();
    return new Message(message.summary(), message.tone(), message.blocks(), buttons);
  }

  private static Message signed(Message message, Person person) {
    var blocks = new ArrayList<>(message.blocks());
    blocks.add(new Block.Note(Prose.of("Shared by " + person.name())));
    return new Message(message.summary(), message.tone(), blocks, message.buttons());
  }

  private Caller caller(Person person) {
    return new Caller("slack", person.id(), person.name(), () -> admins.isAdmin(person.id()));
  }

  private Reply reply(String responseUrl) {
    return new Reply(api.slack(), responseUrl, patience);
  }

  /// The inbox always answers; should it not, the person hears of it all the same.
  private static Message safely(Supplier<Message> answer) {
    try {
      return answer.get();
    } catch (RuntimeException e) {
      LOG.error("slack answer=failed", e);
      return Message.problem("That did not work, and it is our fault. It is in Headroom's log.");
    }
  }

  private static void say(String command, Outcome<String> outcome) {
    if (outcome instanceof Outcome.Done) {
      LOG.info("slack command={} outcome=answered", command);
    } else {
      LOG.warn("slack command={} outcome=unanswered reason=\"{}\"", command, outcome.reason());
    }
  }
}
