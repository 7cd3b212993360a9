package io.nact.demo.contacts;

import static org.springframework.web.servlet.support.ServletUriComponentsBuilder.fromCurrentContextPath;

import io.nact.Entities;
import io.nact.demo.contacts.ContactsMessage.CreateContact;
import io.nact.demo.contacts.ContactsMessage.DeleteContact;
import io.nact.demo.contacts.ContactsMessage.GetContact;
import io.nact.demo.contacts.ContactsMessage.ListContacts;
import io.nact.demo.contacts.ContactsMessage.PatchContact;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The contacts of the user in the path. */
@RestController
@RequestMapping("/api/{user}/contacts")
class ContactsController {

    private final Entities<ContactsMessage> contacts;

    ContactsController(Entities<ContactsMessage> contacts) {
        this.contacts = contacts;
    }

    @GetMapping
    CompletableFuture<List<Contact>> list(@PathVariable String user) {
        return contacts.get(user).ask(new ListContacts());
    }

    @GetMapping("/{id}")
    CompletableFuture<Contact> get(@PathVariable String user, @PathVariable long id) {
        return contacts.get(user).ask(new GetContact(id));
    }

    @PostMapping
    CompletableFuture<ResponseEntity<Contact>> create(@PathVariable String user, @Valid @RequestBody NewContact body) {
        UriComponentsBuilder location = fromCurrentContextPath().path("/api/{user}/contacts/{id}");
        return contacts.get(user)
                .ask(new CreateContact(body.name(), body.email()))
                .thenApply(created -> ResponseEntity.created(location.encode()
                                .buildAndExpand(user, created.id())
                                .toUri())
                        .body(created));
    }

    @PatchMapping("/{id}")
    CompletableFuture<Contact> patch(
            @PathVariable String user, @PathVariable long id, @Valid @RequestBody ContactPatch body) {
        return contacts.get(user).ask(new PatchContact(id, body.name(), body.email()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    CompletableFuture<Void> delete(@PathVariable String user, @PathVariable long id) {
        return contacts.get(user).ask(new DeleteContact(id));
    }

    record NewContact(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Email @Size(max = 254) String email) {}

    record ContactPatch(
            @Nullable @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank") @Size(max = 200)
            String name,

            @Nullable @Email @Size(max = 254) String email) {}
}
