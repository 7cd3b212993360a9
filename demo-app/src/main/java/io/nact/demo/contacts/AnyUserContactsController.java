package io.nact.demo.contacts;

import static org.springframework.web.servlet.support.ServletUriComponentsBuilder.fromCurrentContextPath;

import io.nact.Entities;
import io.nact.demo.contacts.ContactsController.ContactPatch;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.DeleteContact;
import io.nact.demo.contacts.ContactsMessage.GetContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.demo.contacts.ContactsMessage.PatchContact;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The contacts of users whose name no path can carry, such as {@code ../..}: the user stands in the query or, however
 * long, in the body.
 */
@RestController
@RequestMapping("/api/contacts")
class AnyUserContactsController {

    /** Longer URIs get lost on the way: servers and proxies refuse them. */
    private static final int LONGEST_URI = 2_000;

    private final Entities<ContactsMessage> contacts;

    AnyUserContactsController(Entities<ContactsMessage> contacts) {
        this.contacts = contacts;
    }

    @GetMapping
    CompletableFuture<List<Contact>> list(@RequestParam String user) {
        return contacts.get(user).ask(new ListContacts());
    }

    @PostMapping("/search")
    CompletableFuture<List<Contact>> search(@Valid @RequestBody Search body) {
        return contacts.get(body.user()).ask(new ListContacts());
    }

    /** Answers with a {@code Location} unless the user is too long for one; then {@link #search} finds the contact. */
    @PostMapping
    CompletableFuture<ResponseEntity<Contact>> create(@Valid @RequestBody NewContactOf body) {
        UriComponentsBuilder uri =
                fromCurrentContextPath().path("/api/contacts/{id}").queryParam("user", "{user}");
        return contacts.get(body.user())
                .ask(new CreateContact(body.name(), body.email()))
                .thenApply(created -> {
                    URI location = uri.encode()
                            .buildAndExpand(created.id(), body.user())
                            .toUri();
                    ResponseEntity.BodyBuilder response = ResponseEntity.status(HttpStatus.CREATED);
                    if (location.toString().length() <= LONGEST_URI) {
                        response.location(location);
                    }
                    return response.body(created);
                });
    }

    // Only digits: /api/contacts/contacts is the list of a user named "contacts".
    @GetMapping("/{id:\\d+}")
    CompletableFuture<Contact> get(@RequestParam String user, @PathVariable long id) {
        return contacts.get(user).ask(new GetContact(id));
    }

    @PatchMapping("/{id:\\d+}")
    CompletableFuture<Contact> patch(
            @RequestParam String user, @PathVariable long id, @Valid @RequestBody ContactPatch body) {
        return contacts.get(user).ask(new PatchContact(id, body.name(), body.email()));
    }

    @DeleteMapping("/{id:\\d+}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    CompletableFuture<Void> delete(@RequestParam String user, @PathVariable long id) {
        return contacts.get(user).ask(new DeleteContact(id));
    }

    record Search(@NotNull String user) {}

    record NewContactOf(
            @NotNull String user,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Email @Size(max = 254) String email) {}
}
