export const stock = {
  title: 'Stok'
};
