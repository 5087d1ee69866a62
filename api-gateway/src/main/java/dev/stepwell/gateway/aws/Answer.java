package dev.stepwell.gateway.aws;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param requestId for the header {@code x-amzn-RequestId}
 * @param body JSON, or no bytes
 */
public record Answer(int status, String requestId, byte[] body) {}
