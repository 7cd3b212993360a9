package io.nact.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorContext;
import io.nact.Incarnation;
import io.nact.Receive;
import io.nact.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Which protocol a class has, and which of its methods a message reaches. */
class ComponentTests {

    private final FakeContext actor = new FakeContext();

    sealed interface AccountMessage permits Change, Close {}

    sealed interface Change extends AccountMessage permits Deposit, Withdraw {}

    record Deposit(int amount) implements Change, Request<Integer> {}

    record Withdraw(int amount) implements Change, Request<Integer> {}

    static non-sealed class Close implements AccountMessage {}

    static class CloseForGood extends Close {}

    static class Till {
        int balance;

        @Receive
        int deposit(Deposit message) {
            balance += message.amount();
            return balance;
        }

        @Receive
        Integer withdraw(Withdraw message, ActorContext<? super Change> context) {
            balance -= message.amount();
            return balance;
        }
    }

    static class Account extends Till {
        final List<Object> closed = new ArrayList<>();

        @Receive
        void close(Close message) {
            closed.add(message);
        }
    }

    @Test
    void hasItsOneMessageTypeAsProtocol() {
        class Lonely {
            @Receive
            int deposit(Deposit message) {
                return 0;
            }
        }
        assertThat(Component.of(Lonely.class).protocol()).isEqualTo(Deposit.class);
    }

    @Test
    void hasTheClosestSealedTypeAsProtocol() {
        assertThat(Component.of(Till.class).protocol()).isEqualTo(Change.class);
        assertThat(Component.of(Account.class).protocol()).isEqualTo(AccountMessage.class);
        assertThat(Component.of(Account.class)
                        .behavior(new FakeContext.Made(Account.class))
                        .options()
                        .protocol())
                .isEqualTo(AccountMessage.class);
    }

    @Test
    void hasTheProtocolThatItWasGiven() {
        assertThat(Component.of(Till.class, Request.class).protocol()).isEqualTo(Request.class);
        assertThat(Component.of(Till.class).type()).isEqualTo(Till.class);
    }

    @Test
    void knowsWhichMessagesOfATypeHaveNoHandler() {
        Component<?> till = Component.of(Till.class);
        assertThat(till.unhandled(AccountMessage.class)).containsExactly(Close.class);
        assertThat(till.unhandled(Change.class)).isEmpty();
        assertThat(till.unhandled(String.class)).containsExactly(String.class);
    }

    @Test
    void handsEachMessageToItsHandler() throws Exception {
        Incarnation<Object> account = actor.start(Account.class);
        actor.receive(account, new Deposit(10));
        actor.receive(account, new Withdraw(4));
        assertThat(actor.answers).containsExactly(10, 6);
    }

    @Test
    void handsASubclassOfAnOpenMessageToTheHandlerOfItsSuperclass() throws Exception {
        Account instance = new Account();
        Incarnation<Object> account = actor.start(Component.of(Account.class), context -> instance);
        CloseForGood message = new CloseForGood();
        actor.receive(account, message);
        actor.receive(account, message);
        assertThat(instance.closed).containsExactly(message, message);
    }

    @Test
    void refusesAMessageThatNoHandlerTakes() throws Exception {
        Incarnation<Object> till = actor.start(Component.of(Till.class, Object.class), context -> new Till());
        actor.receive(till, "foreign");
        assertThat(actor.unhandled).containsExactly("foreign");
    }

    static class Open {
        final List<String> seen = new ArrayList<>();

        @Receive
        void any(Object message) {
            seen.add("any");
        }

        @Receive
        void sequence(CharSequence message) {
            seen.add("sequence");
        }

        @Receive
        void runnable(Runnable message) {
            seen.add("runnable");
        }

        @Receive
        void callable(Callable<?> message) {
            seen.add("callable");
        }
    }

    @Test
    void handsAMessageOfAnOpenProtocolToTheClosestHandler() throws Exception {
        Open instance = new Open();
        Incarnation<Object> open = actor.start(Component.of(Open.class, Object.class), context -> instance);
        actor.receive(open, 1);
        actor.receive(open, "text");
        assertThat(instance.seen).containsExactly("any", "sequence");
    }

    @Test
    void refusesAMessageOfAnOpenProtocolThatTwoHandlersTakeEquallyWell() throws Exception {
        abstract class Both implements Runnable, Callable<String> {}
        Object both = new Both() {
            @Override
            public void run() {}

            @Override
            public String call() {
                return "";
            }
        };
        Incarnation<Object> open = actor.start(Component.of(Open.class, Object.class), context -> new Open());
        actor.receive(open, both);
        assertThat(actor.unhandled).containsExactly(both);
    }

    @Test
    void dispatchesByTheInstancesClassSoThatProxiesWork() throws Exception {
        class Proxied extends Till {
            @Override
            int deposit(Deposit message) {
                return super.deposit(message) + 1000;
            }
        }
        Incarnation<Object> till = actor.start(Component.of(Till.class), context -> new Proxied());
        actor.receive(till, new Deposit(10));
        assertThat(actor.answers).containsExactly(1010);
    }

    @Test
    void refusesToStartOnAnObjectOfAnotherClass() {
        assertThatThrownBy(() -> actor.start(Component.of(Till.class), context -> "no till"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "java.lang.String was made for component %s, which it does not extend; use a class proxy,"
                                + " not an interface proxy",
                        Till.class.getName());
    }

    record Ask<T>(T key) implements Request<List<T>> {}

    interface Generic<K, A extends Request<?>> {
        @Receive
        List<K> answer(A message);

        @Receive
        default void note(K message) {}
    }

    abstract static class Middle<K> implements Generic<K, Ask<K>> {
        @Override
        public List<K> answer(Ask<K> message) {
            return List.of(message.key());
        }
    }

    static class Concrete extends Middle<String> {
        @Override
        public ArrayList<String> answer(Ask<String> message) {
            return new ArrayList<>(List.of("lowest", message.key()));
        }
    }

    @Test
    void findsTheTypesOfInheritedGenericHandlersAndCountsAnOverriddenOneOnce() throws Exception {
        Component<Object> component = Component.of(Concrete.class, Object.class);
        Incarnation<Object> concrete = actor.start(component, context -> new Concrete());
        actor.receive(concrete, new Ask<>("key"));
        actor.receive(concrete, "note");
        assertThat(actor.answers).containsExactly(List.of("lowest", "key"));
        actor.receive(concrete, 1);
        assertThat(actor.unhandled).containsExactly(1);
    }

    abstract static class Base<T> {
        @Receive
        abstract void on(T message);
    }

    @Test
    void countsNeitherTheBridgeNorTheOverriddenMethodOfAHandler() {
        class Answering extends Base<Close> {
            @Override
            @Receive
            void on(Close message) {}
        }
        assertThat(Component.of(Answering.class).protocol()).isEqualTo(Close.class);
    }

    record Fetch<T>(T key) implements Request<T> {}

    static class Loose<T> {
        @Receive
        Object answer(Fetch<T> message) {
            return message.key();
        }
    }

    @Test
    void takesAReplyOnTrustWhereItsTypeIsATypeVariable() throws Exception {
        Incarnation<Object> loose = actor.start(Loose.class);
        actor.receive(loose, new Fetch<>("key"));
        assertThat(actor.answers).containsExactly("key");
    }

    enum Light {
        RED,
        GREEN {
            @Override
            boolean go() {
                return true;
            }
        };

        boolean go() {
            return false;
        }
    }

    static class Signal {
        final List<Boolean> seen = new ArrayList<>();

        @Receive
        void on(Light message) {
            seen.add(message.go());
        }
    }

    @Test
    void takesAnEnumAsOneMessageAlthoughItsConstantsHaveBodies() throws Exception {
        Signal instance = new Signal();
        Incarnation<Object> signal = actor.start(Component.of(Signal.class), context -> instance);
        actor.receive(signal, Light.RED);
        actor.receive(signal, Light.GREEN);
        assertThat(instance.seen).containsExactly(false, true);
    }
}
