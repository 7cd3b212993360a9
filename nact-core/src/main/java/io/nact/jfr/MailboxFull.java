package io.nact.jfr;

import io.nact.path.ActorPath;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

@Name("io.nact.MailboxFull")
@Label("Mailbox Full")
@Description(
        "Message that was refused, or for which another was dropped, because a mailbox or the system was full. A hundred a second are recorded at most")
@Category("nact")
final class MailboxFull extends Event {

    @Label("Actor Type")
    @Nullable
    String actorType;

    @Label("Actor")
    @Description("Path of the actor")
    @Nullable
    String actor;

    @Label("Message")
    @Description("Type of the message that is not handled")
    @Nullable
    String message;

    @Label("Dropped")
    @Description("Whether the mailbox drops messages when it is full, and does not refuse them")
    boolean dropped;

    @Label("Capacity")
    @Description("How many messages may wait for the actor")
    int capacity;

    @Label("Left Out")
    @Description("How many such events were not recorded since the one before, of all actors")
    long leftOut;

    void of(String type, ActorPath path, String messageType, boolean drops, int limit, long left) {
        actorType = type;
        actor = path.toString();
        message = messageType;
        dropped = drops;
        capacity = limit;
        leftOut = left;
    }
}
