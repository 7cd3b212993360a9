package io.nact.demo.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.component.Component;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.testkit.Simulation;
import org.junit.jupiter.api.Test;

/** A component in a simulation. */
class EveryOrderTests {

    @Test
    void givesEachContactAnIdOfItsOwn() {
        Component<ContactsMessage> component = Component.of(UserContacts.class, ContactsMessage.class);

        Simulation.seeds(200).run(run -> {
            AddressBooks books = new AddressBooks(run.system());
            ActorRef<ContactsMessage> contacts =
                    run.spawn("Gavin", component.behavior(ctx -> new UserContacts(ctx.name(), books)));
            run.concurrently(
                    () -> contacts.ask(new CreateContact("Richard", null)),
                    () -> contacts.ask(new CreateContact("Jared", null)));

            run.untilQuiet();
            assertThat(run.await(contacts.ask(new ListContacts())))
                    .extracting(Contact::id)
                    .containsExactly(1L, 2L);
        });
    }
}
