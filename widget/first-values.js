/**
 * Adds the value that each property of an element begins with, as `static properties` says it, to what catalogues are told of the
 * property and of its attribute. The analyzer looks for an initialiser, which our properties do not have.
 */
export function firstValues() {
  return {
    name: 'first-values',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      const own = node.members.find(
        member => ts.isPropertyDeclaration(member) && member.name.getText() === 'properties',
      );
      if (!own) return;
      const described = moduleDoc.declarations.find(({ name }) => name === node.name.getText());
      for (const { name, initializer } of own.initializer.properties) {
        const first = initializer.properties
          .find(property => property.name.getText() === 'first')
          ?.initializer.getText();
        if (first === undefined) continue;
        for (const told of described.members.filter(member => member.name === name.getText())) told.default = first;
        for (const told of described.attributes.filter(({ fieldName }) => fieldName === name.getText()))
          told.default = first;
      }
    },
  };
}
