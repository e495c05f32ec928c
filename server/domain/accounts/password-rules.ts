export const minPasswordCharacters = 12;
export const maxPasswordCharacters = 128;
