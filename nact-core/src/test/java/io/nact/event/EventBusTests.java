package io.nact.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.nact.event.EventBus.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Events reach those who want them, by type. */
class EventBusTests {

    private interface Marked {}

    private static class Base {}

    private static final class Special extends Base implements Marked {}

    private final EventBus bus = new EventBus();

    private final List<Object> seen = new ArrayList<>();

    @Test
    void anEventReachesThoseWhoWantItsType() {
        bus.subscribe(String.class, seen::add);
        bus.subscribe(Integer.class, seen::add);

        bus.publish("hello");

        assertThat(seen).containsExactly("hello");
    }

    @Test
    void anEventReachesThoseWhoWantASuperclassOrAnInterface() {
        bus.subscribe(Marked.class, event -> seen.add("marked"));
        bus.subscribe(Base.class, event -> seen.add("base"));
        bus.subscribe(Object.class, event -> seen.add("object"));
        bus.subscribe(Special.class, event -> seen.add("special"));

        bus.publish(new Special());
        assertThat(seen).containsExactly("marked", "base", "object", "special");
        seen.clear();
        bus.publish(new Base());

        assertThat(seen).containsExactly("base", "object");
    }

    @Test
    void anEventThatNobodyWantsGoesNowhere() {
        assertThatNoException().isThrownBy(() -> bus.publish("hello"));
    }

    @Test
    void whoSubscribesLaterGetsLaterEvents() {
        bus.publish("early");
        bus.subscribe(String.class, seen::add);

        bus.publish("late");

        assertThat(seen).containsExactly("late");
    }

    @Test
    void oneMaySubscribeTwice() throws Exception {
        Consumer<Object> same = seen::add;
        Subscription first = bus.subscribe(String.class, same);
        bus.subscribe(String.class, same);
        bus.publish("twice");
        assertThat(seen).containsExactly("twice", "twice");
        seen.clear();

        first.close();
        bus.publish("once");

        assertThat(seen).containsExactly("once");
    }

    @Test
    void aSubscriptionEndsWhenItIsClosed() throws Exception {
        Subscription subscription = bus.subscribe(String.class, seen::add);
        bus.subscribe(String.class, event -> seen.add("other " + event));

        subscription.close();
        subscription.close();
        bus.publish("hello");

        assertThat(seen).containsExactly("other hello");
    }

    @Test
    void theyRunOnThePublishersThreadInTheOrderOfTheirSubscriptions() {
        bus.subscribe(String.class, event -> seen.add(Thread.currentThread()));
        bus.subscribe(Object.class, event -> seen.add(2));
        bus.subscribe(String.class, event -> seen.add(3));

        bus.publish("hello");

        assertThat(seen).containsExactly(Thread.currentThread(), 2, 3);
    }

    @Test
    void oneThatFailsHarmsNobody() {
        bus.subscribe(String.class, event -> {
            throw new IllegalStateException("on purpose");
        });
        bus.subscribe(String.class, event -> {
            throw new AssertionError("on purpose");
        });
        bus.subscribe(String.class, seen::add);

        bus.publish("one");
        bus.publish("two");

        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void oneThatFailsWithACheckedExceptionHarmsNobody() {
        bus.subscribe(String.class, event -> EventBusTests.<RuntimeException>fail(new Exception("undeclared")));
        bus.subscribe(String.class, seen::add);

        bus.publish("one");

        assertThat(seen).containsExactly("one");
    }

    @SuppressWarnings("unchecked") // as other languages throw it
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void itKnowsWhetherAnybodyWantsAType() throws Exception {
        assertThat(bus.wants(Special.class)).isFalse();
        Subscription subscription = bus.subscribe(Base.class, seen::add);

        assertThat(bus.wants(Special.class)).isTrue();
        assertThat(bus.wants(Base.class)).isTrue();
        assertThat(bus.wants(Object.class)).isFalse();

        subscription.close();
        assertThat(bus.wants(Special.class)).isFalse();
    }

    @Test
    void aSubscriberMaySubscribeAndEndItsSubscription() {
        List<Subscription> own = new ArrayList<>();
        own.add(bus.subscribe(String.class, event -> {
            seen.add(event);
            close(own.get(0));
            bus.subscribe(String.class, later -> seen.add("later " + later));
        }));

        bus.publish("one");
        bus.publish("two");

        assertThat(seen).containsExactly("one", "later two");
    }

    private static void close(Subscription subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSubscriberMayPublish() {
        bus.subscribe(Integer.class, number -> {
            seen.add(number);
            if (number > 0) {
                bus.publish(number - 1);
            }
        });

        bus.publish(3);

        assertThat(seen).containsExactly(3, 2, 1, 0);
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void aSubscriberAndAnEventMustBeGiven() {
        assertThatNullPointerException().isThrownBy(() -> bus.subscribe(String.class, null));
        assertThatNullPointerException().isThrownBy(() -> bus.publish(null));
    }

    /** Whoever has subscribed gets what is published afterwards, whatever others do meanwhile. */
    @Test
    void aSubscriptionThatRacesWithPublishersHoldsFromItsReturnOn() throws Exception {
        int rounds = 5_000;
        CountDownLatch over = new CountDownLatch(1);
        Thread publisher = new Thread(() -> {
            while (over.getCount() > 0) {
                bus.publish("noise");
                bus.publish(1L);
            }
        });
        publisher.start();
        try {
            for (int i = 0; i < rounds; i++) {
                AtomicInteger own = new AtomicInteger();
                Subscription subscription = bus.subscribe(Integer.class, event -> own.incrementAndGet());
                Subscription noise = bus.subscribe(String.class, event -> {});
                bus.publish(i);
                assertThat(own).hasValue(1);
                subscription.close();
                bus.publish(i);
                assertThat(own).hasValue(1);
                noise.close();
            }
        } finally {
            over.countDown();
            publisher.join();
        }
        assertThat(bus.wants(Integer.class)).isFalse();
        assertThat(bus.wants(String.class)).isFalse();
    }
}
