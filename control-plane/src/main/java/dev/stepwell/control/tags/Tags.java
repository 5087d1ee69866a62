package dev.stepwell.control.tags;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.references.ArnReader;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.names.Arn;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * TagResource, UntagResource and ListTagsForResource. Machines and activities carry tags; versions, aliases and everything that
 * does not exist is {@code ResourceNotFound}.
 */
public final class Tags {
    private final ControlDatabase database;

    /** Tags in one database. */
    public Tags(ControlDatabase database) {
        this.database = database;
    }

    /** TagResource: adds tags and replaces values; all or none. */
    public void put(Caller caller, String resourceArn, TagSet tags) {
        Resource resource = resource(caller, resourceArn);
        database.write(caller.tenant(), sql -> {
            if (!TagStore.lock(caller.tenant(), caller.region(), sql, resource.kind, resource.name)) {
                throw notFound(resourceArn);
            }
            Set<String> keys =
                    new HashSet<>(TagStore.find(caller.tenant(), caller.region(), sql, resource.kind, resource.name)
                            .keySet());
            keys.addAll(tags.byKey().keySet());
            TagSet.checkCount(keys.size(), resourceArn);
            TagStore.put(caller.tenant(), caller.region(), sql, resource.kind, resource.name, tags);
            return keys.size();
        });
    }

    /** UntagResource: removes tags; keys that are not there are passed over. */
    public void remove(Caller caller, String resourceArn, Collection<String> keys) {
        keys.forEach(key -> TextRules.storable("tagKeys", key));
        Resource resource = resource(caller, resourceArn);
        database.write(caller.tenant(), sql -> {
            if (!TagStore.lock(caller.tenant(), caller.region(), sql, resource.kind, resource.name)) {
                throw notFound(resourceArn);
            }
            TagStore.remove(caller.tenant(), caller.region(), sql, resource.kind, resource.name, keys);
            return keys.size();
        });
    }

    /** ListTagsForResource: values by key, in the order of the keys. */
    public Map<String, String> list(Caller caller, String resourceArn) {
        Resource resource = resource(caller, resourceArn);
        return database.read(caller.tenant(), sql -> {
            if (!TagStore.exists(caller.tenant(), caller.region(), sql, resource.kind, resource.name)) {
                throw notFound(resourceArn);
            }
            return TagStore.find(caller.tenant(), caller.region(), sql, resource.kind, resource.name);
        });
    }

    private static Resource resource(Caller caller, String text) {
        Arn arn = ArnReader.read(text);
        if (!ArnReader.isOurs(caller, arn)) {
            throw notFound(text);
        }
        if (arn instanceof Arn.Activity activity) {
            return new Resource(TaggedKind.ACTIVITY, activity.name());
        }
        if (arn instanceof Arn.StateMachine machine && machine.qualifier().isEmpty()) {
            return new Resource(TaggedKind.STATE_MACHINE, machine.name());
        }
        throw notFound(text);
    }

    private static Fault notFound(String arn) {
        return new Fault("ResourceNotFound", "Resource not found: '" + arn + "'", Map.of("resourceName", arn));
    }

    private record Resource(TaggedKind kind, String name) {}
}
