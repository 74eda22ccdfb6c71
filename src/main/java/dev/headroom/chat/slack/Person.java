package dev.headroom.chat.slack;

/// Someone at Slack.
record Person(String id, String name) {}
