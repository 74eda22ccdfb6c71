package dev.headroom.chat.slack;

/// What is answered to a request that Slack sent.
public record Receipt(int status, String contentType, String body) {}
