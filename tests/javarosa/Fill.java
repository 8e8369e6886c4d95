import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/**
 * Fills in a form the way ODK Collect does. Arguments: the XForm, and a file with a visit a line, NAME=ANSWER by tabs.
 *
 * Prints a line a visit: the questions asked; those whose answer was refused, with `!` for the constraint and `?` for a
 * required answer that is missing; and what would be sent. A page is validated when it is left, so all is answered
 * before anything is validated.
 */
public class Fill {
    public static void main(String[] arguments) throws Exception {
        new XFormsModule().registerModule();
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        byte[] form = Files.readAllBytes(Path.of(arguments[0]));
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            Map<String, String> answers = new HashMap<>();
            for (String cell : line.split("\t")) {
                int at = cell.indexOf('=');
                answers.put(cell.substring(0, at), cell.substring(at + 1));
            }
            System.out.println(filled(form, answers));
        }
    }

    private static String filled(byte[] xform, Map<String, String> answers) throws Exception {
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xform), null);
        form.initialize(true, new InstanceInitializationFactory());
        walk(form, answers, false, new ArrayList<>());
        List<String> refused = new ArrayList<>();
        List<String> asked = walk(form, answers, true, refused);
        form.postProcessInstance();
        byte[] sent = new XFormSerializingVisitor().serializeInstance(form.getMainInstance());
        String text = new String(sent, StandardCharsets.UTF_8).replace("\n", "&#10;").replace("\t", "&#9;");
        return String.join(",", asked) + "\t" + String.join(",", refused) + "\t" + text;
    }

    private static List<String> walk(FormDef form, Map<String, String> answers, boolean validate, List<String> refused) {
        FormEntryController entry = new FormEntryController(new FormEntryModel(form));
        List<String> asked = new ArrayList<>();
        int event = entry.getModel().getEvent();
        while (event != FormEntryController.EVENT_END_OF_FORM) {
            if (event == FormEntryController.EVENT_QUESTION && !entry.getModel().getQuestionPrompt().isReadOnly()) {
                FormEntryPrompt prompt = entry.getModel().getQuestionPrompt();
                String path = prompt.getFormElement().getBind().getReference().toString();
                String name = path.substring(path.lastIndexOf('/') + 1);
                asked.add(name);
                String answer = answers.get(name);
                int status = entry.answerQuestion(answer == null ? null : data(prompt, answer), validate);
                if (status == FormEntryController.ANSWER_CONSTRAINT_VIOLATED) refused.add(name + "!");
                if (status == FormEntryController.ANSWER_REQUIRED_BUT_EMPTY) refused.add(name + "?");
            }
            event = entry.stepToNextEvent();
        }
        return asked;
    }

    private static IAnswerData data(FormEntryPrompt prompt, String text) {
        if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE) {
            return new SelectOneData(selection(prompt, text));
        }
        if (prompt.getControlType() == Constants.CONTROL_SELECT_MULTI) {
            List<Selection> chosen = new ArrayList<>();
            for (String one : text.split(" ")) chosen.add(selection(prompt, one));
            return new SelectMultiData(chosen);
        }
        return AnswerDataFactory.templateByDataType(prompt.getDataType()).cast(new UncastData(text));
    }

    private static Selection selection(FormEntryPrompt prompt, String value) {
        for (SelectChoice choice : prompt.getSelectChoices()) {
            if (choice.getValue().equals(value)) return choice.selection();
        }
        throw new IllegalArgumentException("no choice " + value + " in: " + prompt.getQuestionText());
    }
}
