package io.nact.demo.contacts;

import io.nact.ActorSystem;
import io.nact.Entities;
import io.nact.demo.contacts.ContactsMessage.ShowContacts;
import io.nact.spring.reactive.ActorFlux;
import java.util.List;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The contacts of the user in the path, as they are and after each change. */
@RestController
class ContactChangesController {

    private final ActorSystem system;

    private final Entities<ContactsMessage> contacts;

    private final Sinks.Empty<Void> closing = Sinks.empty();

    ContactChangesController(ActorSystem system, Entities<ContactsMessage> contacts) {
        this.system = system;
        this.contacts = contacts;
    }

    @GetMapping(path = "/api/{user}/contacts/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<List<Contact>> changes(@PathVariable String user) {
        Flux<ContactsChanged> changes = ActorFlux.events(
                system, ContactsChanged.class, change -> change.user().equals(user));
        Mono<ContactsChanged> first = Mono.fromRunnable(() -> contacts.get(user).tell(new ShowContacts()));
        // One demanded at a time, so that none waits here; the subscription to the changes comes first.
        return Flux.merge(1, changes, first).map(ContactsChanged::contacts).takeUntilOther(closing.asMono());
    }

    /** Otherwise a server that shuts down gracefully waits for streams that never end. */
    @EventListener(ContextClosedEvent.class)
    void endStreams() {
        closing.tryEmitEmpty();
    }
}
