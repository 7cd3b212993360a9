package io.nact.benchmarks.engine;

import io.vlingo.xoom.actors.Actor;
import io.vlingo.xoom.actors.DeadLetter;
import io.vlingo.xoom.actors.LocalMessage;
import io.vlingo.xoom.actors.Mailbox;
import io.vlingo.xoom.actors.Returns;
import io.vlingo.xoom.common.Completes;
import io.vlingo.xoom.common.SerializableConsumer;

/** What XOOM would generate for the protocol at run time, by hand, so that it writes no sources and runs no compiler. */
public final class XoomReceiver__Proxy implements XoomReceiver {

    private static final String RECEIVE = "receive(java.lang.Object)";

    private static final String ANSWER = "answer(java.lang.Object)";

    private final Actor actor;

    private final Mailbox mailbox;

    public XoomReceiver__Proxy(Actor actor, Mailbox mailbox) {
        this.actor = actor;
        this.mailbox = mailbox;
    }

    @Override
    public void receive(Object message) {
        if (actor.isStopped()) {
            actor.deadLetters().failedDelivery(new DeadLetter(actor, RECEIVE));
            return;
        }
        SerializableConsumer<XoomReceiver> turn = receiver -> receiver.receive(message);
        mailbox.send(new LocalMessage<>(actor, XoomReceiver.class, turn, RECEIVE));
    }

    @Override
    public Completes<Object> answer(Object message) {
        Completes<Object> answer = Completes.using(actor.scheduler());
        if (actor.isStopped()) {
            actor.deadLetters().failedDelivery(new DeadLetter(actor, ANSWER));
            return answer;
        }
        SerializableConsumer<XoomReceiver> turn = receiver -> receiver.answer(message);
        mailbox.send(new LocalMessage<>(actor, XoomReceiver.class, turn, Returns.value(answer), ANSWER));
        return answer;
    }
}
