package io.nact.engine;

import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.UnhandledMessageException;
import io.nact.metrics.Answer;
import org.jspecify.annotations.Nullable;

/** What an asker has got, in a word. */
final class Answers {

    private Answers() {}

    /** What it means that an ask ends with this; null for a reply. */
    static Answer of(@Nullable Throwable failure) {
        if (failure == null) {
            return Answer.REPLY;
        }
        if (failure instanceof AskTimeoutException) {
            return Answer.TIMEOUT;
        }
        if (failure instanceof ActorStoppedException) {
            return Answer.STOPPED;
        }
        if (failure instanceof MailboxFullException) {
            return Answer.FULL;
        }
        if (failure instanceof UnhandledMessageException) {
            return Answer.UNHANDLED;
        }
        return failure instanceof NoReplyException ? Answer.NO_REPLY : Answer.ERROR;
    }
}
