package io.nact.inspect;

import org.jspecify.annotations.Nullable;

/**
 * A message in a mailbox.
 *
 * @param type the simple name of its class
 * @param content the message as text; null unless {@linkplain Contents#SHOWN asked for}
 */
public record WaitingMessage(String type, @Nullable String content) {}
