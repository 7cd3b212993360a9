package io.nact.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import org.junit.jupiter.api.Test;

class EventTypesTests {

    sealed interface AccountEvent permits Opened, Moved, Closed {}

    @EventType("account.opened")
    record Opened(String owner) implements AccountEvent {}

    sealed interface Moved extends AccountEvent permits Deposited, Withdrawn {}

    @EventType("account.deposited")
    record Deposited(long amount) implements Moved {}

    @EventType("account.withdrawn")
    record Withdrawn(long amount) implements Moved {}

    @EventType("account.closed")
    enum Closed implements AccountEvent {
        BY_OWNER,
        BY_BANK {
            @Override
            public String toString() {
                return "the bank";
            }
        }
    }

    private final EventTypes types = EventTypes.of(AccountEvent.class);

    @Test
    void aSealedTypeStandsForAllThatItPermits() {
        assertThat(types.classes())
                .containsExactlyInAnyOrder(Opened.class, Deposited.class, Withdrawn.class, Closed.class);
    }

    @Test
    void theAliasesOfATypeAreThoseOfAllBelowIt() {
        assertThat(types.aliases(Deposited.class)).containsExactly("account.deposited");
        assertThat(types.aliases(Moved.class)).containsExactlyInAnyOrder("account.deposited", "account.withdrawn");
        assertThat(types.aliases(Object.class)).hasSize(4);
        assertThat(types.aliases(String.class)).isEmpty();
    }

    @Test
    void whateverAnUpcasterReadsMayBecomeTheType() {
        EventTypes renamed = EventTypes.builder()
                .add(AccountEvent.class)
                .upcast(Upcaster.renaming("account.put", 1, "account.deposited"))
                .build();

        assertThat(renamed.aliases(Deposited.class)).containsExactlyInAnyOrder("account.deposited", "account.put");
        assertThat(renamed.aliases(String.class)).isEmpty();
    }

    @Test
    void anEventComesBackFromItsAlias() {
        Payload payload = types.encode(new Deposited(5));

        assertThat(payload).isEqualTo(new Payload("account.deposited", 1, "{\"amount\":5}"));
        assertThat(types.decode(payload)).containsExactly(new Deposited(5));
    }

    @Test
    void aConstantWithABodyIsOneOfItsEnum() {
        assertThat(types.decode(types.encode(Closed.BY_BANK))).containsExactly(Closed.BY_BANK);
    }

    @Test
    void anUnpairedSurrogateComesBack() {
        String owner = "a\uD83Db\uDE00c\uD83D\uDE00";

        Payload payload = types.encode(new Opened(owner));

        assertThat(payload.json()).isEqualTo("{\"owner\":\"a\\ud83db\\ude00c\uD83D\uDE00\"}");
        assertThat(types.decode(payload)).containsExactly(new Opened(owner));
    }

    @Test
    void aLibrarysClassIsGivenAnAlias() {
        EventTypes longs = EventTypes.builder().add(Long.class, "balance", 1).build();

        assertThat(longs.decode(longs.encode(5L))).containsExactly(5L);
    }

    @Test
    void aClassWithoutAnAliasIsNotStored() {
        assertThatThrownBy(() -> types.encode("text"))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessage(
                        "java.lang.String is not among the event types: register it, or the sealed type above it, under an"
                                + " alias");
    }

    @Test
    void anAliasWithoutAClassIsNotRead() {
        assertThatThrownBy(() -> types.decode(new Payload("java.lang.String", 1, "\"secret\"")))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessageStartingWith("'java.lang.String' v1 is stored, and neither")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aVersionOfTheFutureIsNotRead() {
        assertThatThrownBy(() -> types.decode(new Payload("account.opened", 2, "{}")))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessageStartingWith("'account.opened' v2");
    }

    @Test
    void whatCannotBeReadIsToldWithoutWhatIsInIt() {
        assertThatThrownBy(() -> types.decode(new Payload("account.deposited", 1, "{\"amount\":\"secret\"}")))
                .isInstanceOf(EventFormatException.class)
                .hasMessage("'account.deposited' v1 cannot be read as " + Deposited.class.getName()
                        + ": InvalidFormatException at amount")
                .hasNoCause();
        assertThatThrownBy(() -> types.decode(new Payload("account.deposited", 1, "{\"amount\":1} secret")))
                .isInstanceOf(EventFormatException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> types.decode(new Payload("account.deposited", 1, "null")))
                .isInstanceOf(EventFormatException.class)
                .hasMessageEndingWith("it is null");
    }

    @EventType("choosy")
    record Choosy(String value) {

        Choosy {
            if (value.startsWith("s")) {
                throw new IllegalArgumentException(value);
            }
        }
    }

    @Test
    void aClassThatRefusesItsArgumentsIsToldByItsException() {
        assertThatThrownBy(() -> EventTypes.of(Choosy.class).decode(new Payload("choosy", 1, "{\"value\":\"secret\"}")))
                .isInstanceOf(EventFormatException.class)
                .hasMessageContaining("because of java.lang.IllegalArgumentException")
                .hasMessageNotContaining("secret");
    }

    @EventType("node")
    static final class Node {

        public final Node self = this;
    }

    @Test
    void whatCannotBeWrittenIsToldAtOnce() {
        assertThatThrownBy(() -> EventTypes.of(Node.class).encode(new Node()))
                .isInstanceOf(EventFormatException.class)
                .hasMessageStartingWith("'node' v1 (" + Node.class.getName() + ") cannot be written as JSON");
    }

    @Test
    void anEventIsNotTooLarge() {
        EventTypes small = EventTypes.builder().add(Opened.class).maxSize(20).build();

        assertThat(small.encode(new Opened("1234567")).json()).hasSize(19);
        assertThat(small.encode(new Opened("12345678")).json()).hasSize(20);
        assertThatThrownBy(() -> small.encode(new Opened("1234567ä")))
                .isInstanceOf(PersistRejectedException.class)
                .hasMessageContaining("takes 21 bytes; an event may have 20");
    }

    record Nameless() {}

    @EventType("account.opened")
    record AlsoOpened() {}

    @Test
    void mistakesAreToldAtTheStart() {
        assertThatThrownBy(() -> EventTypes.of(Nameless.class))
                .asInstanceOf(type(InvalidEventTypesException.class))
                .satisfies(mistake -> {
                    assertThat(mistake.description())
                            .isEqualTo(Nameless.class.getName() + " has no alias under which it could be stored.");
                    assertThat(mistake.action())
                            .isEqualTo("Annotate it with @EventType(\"…\"), with a name that will never change.");
                });
        assertThatThrownBy(() -> EventTypes.of(Opened.class, AlsoOpened.class))
                .isInstanceOf(InvalidEventTypesException.class)
                .hasMessageContaining("have the same alias");
        assertThatThrownBy(() -> EventTypes.builder().add(Opened.class).add(Opened.class, "opened", 1))
                .isInstanceOf(InvalidEventTypesException.class)
                .hasMessageContaining("is registered as 'opened' too");
        assertThatThrownBy(() -> EventTypes.builder().add(Opened.class, "$erased", 1))
                .isInstanceOf(InvalidEventTypesException.class)
                .hasMessageContaining("does not begin with $");
        assertThat(EventTypes.of(Opened.class, Opened.class).classes()).hasSize(1);
    }
}
