package io.nact.spring.autoconfigure;

import static io.nact.spring.autoconfigure.NactProperties.atLeast;
import static io.nact.spring.autoconfigure.NactProperties.positive;

import io.nact.mailbox.MailboxFactory;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of one actor, or of one kind of entity. What they do not say remains as its code has it.
 *
 * @param mailbox Mailbox of the actor.
 * @param dispatcher Name of the dispatcher on which the actor takes its turns, one of nact.dispatchers or default, the system's.
 * @param passivateAfter Time after which an idle entity of this kind is passivated.
 * @param askTimeout Time after which an ask of this actor fails that names no timeout of its own.
 * @param supervision Decisions about the actor's crashes.
 */
@ConfigurationPropertiesSource
record ActorProperties(
        @DefaultValue Mailbox mailbox,
        @Nullable String dispatcher,
        @Nullable Duration passivateAfter,
        @Nullable Duration askTimeout,
        @NestedConfigurationProperty @DefaultValue SupervisionProperties supervision) {

    void check(String prefix) {
        mailbox.check(prefix + ".mailbox");
        positive(prefix + ".passivate-after", passivateAfter);
        positive(prefix + ".ask-timeout", askTimeout);
        supervision.check(prefix + ".supervision");
    }

    /**
     * The properties of one actor's mailbox. If there is any of them, its mailbox is made so, whatever its code says.
     *
     * @param capacity Number of messages that may wait in the mailbox. Defaults to nact.mailbox.capacity.
     * @param overflow What becomes of a message for which the mailbox has no room. Defaults to nact.mailbox.overflow.
     * @param blockTimeout Time that a sender waits for room if overflow is block. Defaults to nact.mailbox.block-timeout.
     */
    record Mailbox(
            @Nullable Integer capacity,
            NactProperties.Mailbox.@Nullable Overflow overflow,
            @Nullable Duration blockTimeout) {

        private static final Mailbox UNSET = new Mailbox(null, null, null);

        void check(String prefix) {
            atLeast(1, prefix + ".capacity", capacity);
            positive(prefix + ".block-timeout", blockTimeout);
        }

        /** Mailboxes as these properties say, and the others where these say nothing; null if they say nothing at all. */
        @Nullable
        MailboxFactory factory(NactProperties.Mailbox others) {
            if (equals(UNSET)) {
                return null;
            }
            return new NactProperties.Mailbox(
                            Objects.requireNonNullElse(capacity, others.capacity()),
                            Objects.requireNonNullElse(overflow, others.overflow()),
                            Objects.requireNonNullElse(blockTimeout, others.blockTimeout()))
                    .factory();
        }
    }
}
