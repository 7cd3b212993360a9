package io.nact.demo.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.component.Component;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.spring.test.ActorSimulation;
import io.nact.testkit.Simulation;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** A component in a simulation. */
class EveryOrderTests {

    private static final ParameterizedTypeReference<Entities<ContactsMessage>> ENTITIES =
            new ParameterizedTypeReference<>() {};

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

    @Test
    void doesSoToAsSpringMakesIt() {
        ActorSimulation.of(UserContacts.class, AddressBooks.class).run((context, run) -> {
            Entities<ContactsMessage> contacts =
                    context.getBeanProvider(ENTITIES).getObject();
            run.concurrently(
                    () -> contacts.get("Gavin").ask(new CreateContact("Richard", null)),
                    () -> contacts.get("Gavin").ask(new CreateContact("Jared", null)));

            run.untilQuiet();
            assertThat(run.await(contacts.get("Gavin").ask(new ListContacts())))
                    .extracting(Contact::id)
                    .containsExactly(1L, 2L);
        });
    }
}
